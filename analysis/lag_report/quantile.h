// Quantiles with what is known about how far off they may be.
//
//   std::optional<Quantile> p99 = sample_quantile(sorted, 0.99);   // value 81.2 ms, 79.0 to 90.3
//
// Threading: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "analysis/lag_report/lag_input.h"

namespace lastwrite {

/// `low` to `high` holds the quantile: with 95 % confidence (samples), or for certain (histograms).
struct Quantile {
  std::optional<Duration> value;  // nullopt: only `low` is known
  std::optional<Duration> low;
  std::optional<Duration> high;
};

/// Of ascending samples; nullopt where percentile() refuses it. The interval is that of order
/// statistics (David & Nagaraja, "Order Statistics", 7.1, with the normal approximation of the
/// ranks); it takes samples as independent, so that it is too narrow where delays come in bursts.
std::optional<Quantile> sample_quantile(const std::vector<Duration>& sorted, double p);

/// Of a histogram, with the bounds of its bucket; the value lies between them as in Prometheus'
/// histogram_quantile(). nullopt where fewer than ten lie beyond it.
std::optional<Quantile> histogram_quantile(const LagHistogram& histogram, double p);

/// The greatest: a histogram only tells the bucket it is in.
std::optional<Quantile> histogram_max(const LagHistogram& histogram);

}  // namespace lastwrite

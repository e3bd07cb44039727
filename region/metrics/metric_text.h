// Prometheus' text exposition format, version 0.0.4: families of samples with labels, and
// histograms.
//
//   MetricText text;
//   text.family("lastwrite_requests_total", "counter", "Requests answered.");
//   text.sample("lastwrite_requests_total", {{"operation", "PutItem"}}, 3);
//   std::move(text).take()
//
// Source: https://prometheus.io/docs/instrumenting/exposition_formats/. Threading: one owner.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

/// Counts durations by upper bounds: 0.25 ms to 10 s.
class DurationHistogram {
 public:
  static constexpr std::array<double, 15> kBoundsMs = {0.25, 0.5, 1,   2.5, 5,    10,   25, 50,
                                                       100,  250, 500, 1e3, 2500, 5000, 1e4};

  void add(Duration value);
  /// Of those at most kBoundsMs[i]; the last: of all.
  std::uint64_t count_to(std::size_t i) const { return counts_[i]; }
  std::uint64_t count() const { return count_; }
  Duration sum() const { return sum_; }

 private:
  std::array<std::uint64_t, kBoundsMs.size()> counts_{};  // cumulative
  std::uint64_t count_ = 0;
  Duration sum_{0};
};

class MetricText {
 public:
  using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

  /// Begins a family: its samples follow. `type`: counter, gauge or histogram.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(std::string_view name, const Labels& labels, double value);
  void sample(std::string_view name, const Labels& labels, std::uint64_t value);
  /// In seconds, as `name`_bucket, `name`_sum and `name`_count.
  void histogram(const std::string& name, const Labels& labels, const DurationHistogram& of);

  std::string take() && { return std::move(text_); }

 private:
  void begin(std::string_view name, const Labels& labels);

  std::string text_;
};

}  // namespace lastwrite

// Whether two samples may come from the same place.
//
//   ks_distance({1ms, 2ms, 3ms}, {2ms, 3ms, 4ms})      // 0.33: the greatest gap of their ECDFs
//   ks_critical(100, 1000)                             // 0.142: above it in 5 % of equal pairs
//   two_proportions_z({.share = 0.20, .trials = 100}, {.share = 0.22, .trials = 900})   // -0.46
//
// The critical distance is the asymptotic one, sqrt(−ln(0.05/2)/2 · (n+m)/(n·m)), of N. Smirnov,
// "Table for estimating the goodness of fit of empirical distributions", Annals of Mathematical
// Statistics 19, 1948. It takes samples for independent; lags of one run share their faults, so
// that equal runs exceed it more often. Threading: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

/// The two-sample Kolmogorov–Smirnov statistic, 0 to 1. Requires: neither is empty.
double ks_distance(std::vector<Duration> a, std::vector<Duration> b);
/// At 5 %. Requires: both above 0.
double ks_critical(std::size_t n, std::size_t m);

/// A share of so many independent trials (after division by the design effect).
struct Proportion {
  double share = 0;
  double trials = 0;
};
/// The two-proportion z statistic with pooled variance; 0 where both shares are 0 or both are 1.
/// Requires: trials above 0.
double two_proportions_z(const Proportion& a, const Proportion& b);
/// |z| above it has this chance in either direction together: 1.96 for 0.05.
double normal_critical(double chance);

}  // namespace lastwrite

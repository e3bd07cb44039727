// 95 % intervals for shares of writes.
//
// Wilson's score interval (Wilson 1927), which stays within [0, 1] and is honest near 0. Writes of
// one item share their rivals, so they are not independent trials: when at least kClustersMin items
// have data, the number of trials is divided by the design effect (Kish, "Survey Sampling", 1965),
// the variance of the share with items as the sampled units over the variance of independent
// trials, never below 1. With fewer items there is nothing to estimate it from: the interval is the
// plain one, and too narrow for a hot item.
//
//   Interval rate = share_interval({{.hits = 3, .trials = 10}, …});   // one count for each item
#pragma once

#include <cstdint>
#include <vector>

namespace lastwrite {

inline constexpr std::size_t kClustersMin = 10;

/// Counts of one cluster.
struct ClusterCount {
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
};

/// Invariant: low <= estimate <= high; all 0 to 1; trials > 0 unless nothing was counted.
struct Interval {
  double estimate = 0;
  double low = 0;
  double high = 1;
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
  double design_effect = 1;

  bool contains(double value) const { return low <= value && value <= high; }
};

/// Wilson's interval for `hits` of `trials` effective independent trials. Requires: trials >= 0.
Interval wilson_interval(double hits, double trials);

Interval share_interval(const std::vector<ClusterCount>& clusters);

}  // namespace lastwrite

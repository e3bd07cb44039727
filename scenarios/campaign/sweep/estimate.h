// What several seeds say about one number: an estimate with a 95 % interval.
//
// - Counts and times: the mean over seeds with Student's t interval (Student 1908); seeds are
//   independent repetitions, so nothing else is assumed but that means are about normal. One seed
//   gives no interval.
// - Shares of writes: hits and trials pooled over the seeds, with Wilson's interval on effective
//   trials (analysis/ledger/interval.h). With at least kClustersMin seeds the seeds are the
//   clusters from which the design effect is estimated (Kish, "Survey Sampling", 1965). With fewer
//   it is taken over from the runs themselves, where hot items are the clusters: the mean of the
//   runs' effects, weighted by trials.
// - Truths, such as `converged`: the share of seeds, with Wilson's interval.
//
//   mean_estimate({1.0, 2.0, 3.0})    2, from −0.48 to 4.48
//
// Seeds without a value (a percentile of too few samples) are left out; `seeds` says how many were
// not. Threading: pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/interval.h"

namespace lastwrite {

/// Invariants: nothing is there when no seed had a value; low <= value <= high.
struct Estimate {
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::uint32_t seeds = 0;  // that had a value

  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// The share that one seed measured.
struct SeedShare {
  ClusterCount count;
  double design_effect = 1;  // of that run, >= 1
};

/// The 97.5 % point of Student's t with `degrees` of freedom, to 4 digits. Requires: degrees >= 1.
double t_quantile(std::size_t degrees);

Estimate mean_estimate(const std::vector<double>& values);
Estimate share_estimate(const std::vector<SeedShare>& seeds);
/// `values`: 0 or 1 each.
Estimate truth_estimate(const std::vector<double>& values);

}  // namespace lastwrite

// One line of a scenario's `expect`:
//
//   version-check.lost_update_rate > 5%
//   blind-put.replication_p99 <= 300ms
//   home-region.lost_update_rate == 0
//   converged                        every strategy's replicas are equal in the end
//   blind-put.converged
//
// Operators: < <= == != >= >. Shares take a number or a percentage, times need a unit (ms or s; 0
// alone will do), counts a number. Metrics: README.md of this folder. Threading: a value and pure
// functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/summary.h"
#include "region/base/result.h"

namespace lastwrite {

struct Expectation {
  std::string strategy;  // empty: `converged` of all
  std::string metric;
  std::string comparator;  // empty for `converged`
  double value = 0;        // shares: 0 to 1; times: seconds
};

/// kUsage with a sentence that says what is wrong, with did-you-mean for the metric.
Result<Expectation> parse_expectation(std::string_view text);

/// kUnknown where the metric has no value: no such strategy ran, nothing was acknowledged, too few
/// samples.
ExpectationResult evaluate(const Expectation& expectation,
                           const std::vector<StrategySummary>& strategies);

}  // namespace lastwrite

// The lag report alone: for each ordered pair what arrived and how late, what has not arrived, and
// what CloudWatch's ReplicationLatency would have shown of it.
//
//   LagReport report = report_lag(input, 5000ms);
//   report.alarm                    // CloudWatch's would have gone off
//   report.late                     // a record took longer, or waits for longer
//
// CloudWatch has the average (with minimum and maximum) of what arrived in each five minutes, and
// no percentile: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/
// metrics-dimensions.html. Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lag_report/lag_input.h"
#include "analysis/lag_report/quantile.h"
#include "analysis/ledger/interval.h"

namespace lastwrite {

/// CloudWatch's period for a metric that is on no shorter list.
inline constexpr Duration kCloudWatchPeriod = 5min;
/// ReplicationLatency above which lag is treated as an incident unless one says otherwise.
inline constexpr Duration kLagThreshold = 5000ms;

struct CloudWatchView {
  std::optional<Duration> average;        // of all that arrived
  std::optional<Duration> worst_average;  // of a period; one period where times are not known
  std::uint64_t periods = 0;
  std::uint64_t periods_above = 0;  // the threshold
};

struct PairReport {
  std::string source;
  std::string destination;
  std::uint64_t records = 0;  // arrived
  std::optional<Quantile> p50, p90, p99, p999, max;
  std::optional<Outstanding> waiting;  // nullopt: not told
  std::uint64_t late = 0;              // arrived after more than the threshold
  /// The share that arrived in time; what waits for longer than the threshold counts as late, at
  /// least its oldest record. A histogram counts in time what its bounds say for certain.
  Interval in_time;
  /// −log10(1 − share in time): 3 is 99.9 %. nullopt: nothing was late.
  std::optional<double> nines;
  CloudWatchView cloudwatch;
  bool exact = true;  // false: from a histogram
};

struct LagReport {
  std::vector<std::string> origins;
  Duration threshold{0};
  std::vector<PairReport> pairs;  // by source, then destination
  std::vector<std::string> remarks;
  bool alarm = false;  // an average exceeds the threshold
  bool late = false;   // a record exceeded it, arrived or not
};

LagReport report_lag(const LagInput& input, Duration threshold);

}  // namespace lastwrite

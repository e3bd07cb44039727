// The numbers that expectations may name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report/summary.h"

namespace lastwrite {

enum class MetricUnit : std::uint8_t { kCount, kShare, kSeconds, kTruth };

struct Metric {
  std::string_view name;
  MetricUnit unit;
  /// nullopt: there is no such number in this run.
  std::optional<double> (*value)(const StrategySummary&);
};

const std::vector<Metric>& all_metrics();
/// nullptr: no such metric.
const Metric* find_metric(std::string_view name);
/// The name nearest to `name`, or "" when none is near.
std::string nearest_metric(std::string_view name);
/// "17.3 %", "132 ms", "42".
std::string metric_value_text(MetricUnit unit, double value);

}  // namespace lastwrite

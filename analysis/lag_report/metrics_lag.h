// Lag from metrics: a histogram of Prometheus, as a region's GET /metrics has one, or anybody's.
//
//   Result<void> read = read_lag_metrics(text, "http://127.0.0.1:8000/metrics", {}, input);
//
// Threading: pure.
#pragma once

#include <string>
#include <string_view>

#include "analysis/lag_report/lag_input.h"
#include "region/base/result.h"

namespace lastwrite {

struct MetricNames {
  std::string metric = "lastwrite_replication_latency_seconds";  // a histogram's family
  std::string source = "source";                                 // labels
  std::string destination = "destination";
};

/// Adds to `input`. Where no label tells the destination it is the region that tells
/// (lastwrite_region_info), else `name`. The unit is seconds unless the family's name ends in
/// _milliseconds or _ms. Errors: kValidation: not that format, or no such histogram.
Result<void> read_lag_metrics(std::string_view text, const std::string& name,
                              const MetricNames& names, LagInput& input);

}  // namespace lastwrite

// Finds out what a source of lag samples is, and reads it: a run directory, a run.sqlite, CSV, a
// page of metrics in a file or behind http://.
//
// Errors: kUsage (nothing there, nothing that is understood), kUnavailable (nobody answers), else
// as the readers'. Threading: blocks.
#pragma once

#include <functional>
#include <string>

#include "analysis/lag_report/metrics_lag.h"

namespace lastwrite {

struct LagSource {
  std::string strategy = {};  // of a run; empty: all
  MetricNames metrics = {};
  std::function<bool()> interrupted = {};
};

/// Adds what `from` holds to `input`.
Result<void> read_lag_source(const std::string& from, const LagSource& source, LagInput& input);

}  // namespace lastwrite

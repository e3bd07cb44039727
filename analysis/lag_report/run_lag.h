// Lag samples of a run directory, or of a run.sqlite that somebody kept or sent.
//
// Errors: kUsage (no such strategy; the run keeps no samples), else as load_strategy(); kCorrupt:
// no run.sqlite. Threading: none.
#pragma once

#include <functional>
#include <string>

#include "analysis/lag_report/lag_input.h"
#include "region/base/result.h"

namespace lastwrite {

/// By its traces. `strategy`: empty: all of them, since they meet the same links; what waited when
/// measuring ended is the worst of them. `interrupted` is asked now and then: then kUnavailable.
Result<void> read_run_lag(const std::string& run_directory, const std::string& strategy,
                          const std::function<bool()>& interrupted, LagInput& input);

/// Its table lag_samples; what had not arrived is not in it.
Result<void> read_sqlite_lag(const std::string& path, const std::string& strategy, LagInput& input);

}  // namespace lastwrite

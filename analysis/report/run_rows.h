// The rows that one strategy adds to run.sqlite. Only for .cc files of this folder.
#pragma once

#include "analysis/report/strategy_run.h"

struct sqlite3;

namespace lastwrite {

Result<void> insert_operations(sqlite3* database, const StrategyRun& run);
Result<void> insert_writes(sqlite3* database, const StrategyRun& run);
Result<void> insert_reads(sqlite3* database, const StrategyRun& run);
Result<void> insert_lag_samples(sqlite3* database, const StrategyRun& run);
Result<void> insert_metrics(sqlite3* database, const StrategyRun& run);
Result<void> insert_marks(sqlite3* database, const StrategyRun& run);
Result<void> insert_finals(sqlite3* database, const StrategyRun& run);

}  // namespace lastwrite

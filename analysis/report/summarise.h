// The numbers of one strategy's run, gathered for reports, metrics and campaigns.
#pragma once

#include "analysis/report/manifest.h"
#include "analysis/report/strategy_run.h"
#include "analysis/report/summary.h"

namespace lastwrite {

/// Reads nothing but its arguments; `manifest` says which closed forms apply.
StrategySummary summarise_strategy(const StrategyRun& run, const Manifest& manifest);

}  // namespace lastwrite

// What each region did by second: accepted, acknowledged, applied, discarded, and lost in the end.
#pragma once

#include "analysis/page/json_text.h"
#include "analysis/page/page_budget.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

/// Member `activity` of StrategyData, from the first phase to the last event. Where steps are
/// longer than a second, numbers are averages by second.
void write_activity(const StrategyRun& run, const PageBudget& budget, JsonText& json);

}  // namespace lastwrite

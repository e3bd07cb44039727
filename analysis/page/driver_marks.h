// What the driver wrote down beside the operations: phases, faults, clocks.
#pragma once

#include "analysis/page/json_text.h"
#include "analysis/page/page_budget.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

/// Members `measure_s` and `phases` of StrategyData. `planned`: the length of phase `measure`, for
/// a run that never came so far.
void write_phases(const History& history, Duration planned, JsonText& json);
/// Member `faults`: without `end_s` where it does not end, as a region killed for good.
void write_faults(const History& history, JsonText& json);
/// Member `clocks`.
void write_clocks(const History& history, const PageBudget& budget, JsonText& json);

}  // namespace lastwrite

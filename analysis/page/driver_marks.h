// What the driver wrote down beside the operations: phases, faults, backlogs, clocks.
#pragma once

#include "analysis/page/json_text.h"
#include "analysis/page/page_budget.h"
#include "analysis/page/pair_choice.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

/// Members `measure_s` and `phases` of StrategyData. `planned`: the length of phase `measure`, for
/// a run that never came so far.
void write_phases(const History& history, Duration planned, JsonText& json);
/// Member `faults`: a fault that does not end lasts until the trace does.
void write_faults(const History& history, JsonText& json);
/// Member `backlog`: as the regions say; of each step of time the worst.
void write_backlogs(const History& history, const PairChoice& choice, const PageBudget& budget,
                    JsonText& json);
/// Member `clocks`.
void write_clocks(const History& history, const PageBudget& budget, JsonText& json);

}  // namespace lastwrite

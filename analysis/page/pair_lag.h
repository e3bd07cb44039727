// The lag of every ordered pair of one strategy, with the axes of its heat maps.
#pragma once

#include "analysis/page/json_text.h"
#include "analysis/page/page_budget.h"
#include "analysis/page/pair_choice.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

/// Members `lag`, `heat` and `backlog` of StrategyData; pairs that nothing went through are left
/// out.
void write_pair_lags(const StrategyRun& run, const PairChoice& choice, const PageBudget& budget,
                     JsonText& json);

}  // namespace lastwrite

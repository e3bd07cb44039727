// Everything that a page shows of one strategy: the interface StrategyData of data.ts.
#pragma once

#include <string>

#include "analysis/page/page_budget.h"
#include "analysis/report/strategy_run.h"

namespace lastwrite {

/// As JSON; it grows with the budget and not with the run.
std::string strategy_data(const StrategyRun& run, const Manifest& manifest,
                          const PageBudget& budget);

/// The same of a strategy that was only counted: nothing but its name and how long it measured.
std::string counted_strategy_data(const std::string& name, const Manifest& manifest);

}  // namespace lastwrite

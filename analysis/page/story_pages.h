// The most instructive losses of a strategy, told and drawn.
#pragma once

#include "analysis/page/diagram_events.h"
#include "analysis/page/json_text.h"
#include "analysis/page/page_budget.h"
#include "analysis/report/run_clock.h"

namespace lastwrite {

/// Member `stories` of StrategyData: five at most, best first. Times count from the clock's start,
/// in the words as in the diagrams.
void write_stories(const StrategyRun& run, const DiagramEvents& events, const RunClock& clock,
                   const PageBudget& budget, JsonText& json);

}  // namespace lastwrite

// Which scenarios the lean executor can run, and why not the others: it knows neither faults nor
// the replicator's windows, cursors and timers, so that nothing may bring these into play.
//
//   const Result<void> possible = can_run_lean(scenario, strategy);
//   // kUsage: "faults need the full simulation"
//
// What shows only while running (a change that takes longer than the replicator waits, too many
// under way) ends a lean run with an error; such a scenario too belongs to the full simulation.
// Threading: pure functions.
#pragma once

#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

Result<void> can_run_lean(const Scenario& scenario, const StrategySpec& strategy);

/// The client reads before it writes.
bool reads_first(StrategyKind kind);

}  // namespace lastwrite

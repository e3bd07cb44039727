// Which scenarios the lean executor can run, and why not the others: of the faults it knows those
// of links alone, and of the replicator neither windows nor timers: nothing may bring these into
// play.
//
//   const Result<void> possible = can_run_lean(scenario, strategy);
//   // kUsage: "this fault needs the full simulation"
//
// What shows only while running (a change that takes longer than the replicator waits, too many
// under way) ends a lean run with an error; such a scenario too belongs to the full simulation.
// Threading: pure functions.
#pragma once

#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

Result<void> can_run_lean(const Scenario& scenario, const StrategySpec& strategy);

/// Links change while it runs: what may be lost and sent again has to be kept.
bool changes_links(const Scenario& scenario);

/// The client reads before it writes.
bool reads_first(StrategyKind kind);

}  // namespace lastwrite

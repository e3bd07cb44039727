// A scenario whose clients do again, task by task, what they did in one run of it:
//
//   Scenario again = with_recorded_schedule(scenario, history);
//   again.workload.schedule[0]     // {at: 12.5ms, region: eu-west-1, key: 3, client: 1, think:
//   20ms}
//
// The clients begin with `measure`, so that the warm-up becomes a part of it (warm_up is 0 and the
// faults come so much later), and what faults leave to chance is written out as it was drawn; only
// the orders of a clog are drawn anew. Attempts after the first follow by themselves. Threading: a
// pure function.
#pragma once

#include "analysis/trace/history.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// `history`: of one strategy of `scenario`. Requires: its workload has no schedule yet.
Scenario with_recorded_schedule(const Scenario& scenario, const History& history);

}  // namespace lastwrite

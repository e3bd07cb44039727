// What the clients of a swarm scenario do: modest enough that a run of it takes a moment.
// Threading: pure functions.
#pragma once

#include "scenarios/engine/workload_spec.h"
#include "scenarios/swarm/dice.h"

namespace lastwrite {

WorkloadSpec draw_swarm_workload(Dice dice);
RetrySpec draw_swarm_retry(Dice dice);

}  // namespace lastwrite

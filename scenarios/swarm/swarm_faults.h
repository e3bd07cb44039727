// The faults of a swarm scenario: none to six, of all kinds, at any time of the measurement, over
// one another. Threading: a pure function.
#pragma once

#include <vector>

#include "scenarios/engine/scenario.h"
#include "scenarios/swarm/dice.h"
#include "scenarios/swarm/swarm_scenario.h"

namespace lastwrite {

/// `scenario` has its regions and its duration already.
std::vector<FaultSpec> draw_swarm_faults(const Scenario& scenario, const SwarmOptions& options,
                                         Dice dice);

}  // namespace lastwrite

// The faults of a scenario with everything drawn that they leave to chance: the sides of a uniform
// partition, the orders of a clog.
//
//   partition: {uniform: true}   becomes   partition eu-west-1 | us-east-1, ap-northeast-1
//
// A fault's draw depends on the seed, its time and its text alone, so that taking another fault
// away changes nothing. Threading: a pure function.
#pragma once

#include <vector>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// In the order of the scenario. Equal scenarios give equal faults.
std::vector<FaultSpec> drawn_faults(const Scenario& scenario);

}  // namespace lastwrite

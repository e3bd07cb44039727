// The links of a swarm scenario: usually of one temper, sometimes each of its own. Always wide
// enough for what the clients write, so that a run ends. Threading: a pure function.
#pragma once

#include <vector>

#include "scenarios/engine/scenario.h"
#include "scenarios/swarm/dice.h"

namespace lastwrite {

LinkMap draw_swarm_links(const std::vector<RegionName>& regions, Dice dice);

/// A distribution of any kind with a typical value from `low` to `high`.
Distribution draw_distribution(Dice& dice, Duration low, Duration high);

}  // namespace lastwrite

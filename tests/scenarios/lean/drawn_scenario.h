// Scenarios that the lean executor can run, drawn from a seed. Threading: a pure function.
#pragma once

#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// Regions, links, clocks, stamps, keys, arrivals, reads, sessions, one strategy, faults and how
/// long clients wait: all drawn.
Scenario drawn_scenario(std::uint64_t seed);

}  // namespace lastwrite

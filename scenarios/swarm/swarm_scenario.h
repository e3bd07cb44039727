// A scenario in which the seed has drawn every option there is, after FoundationDB's and
// TigerBeetle's swarm testing: what nobody thought of writing down is met in some of a thousand.
//
//   Scenario scenario = make_swarm_scenario(4711);      // its name: swarm-4711
//   resolved_yaml(scenario)                             // all that was drawn; loads back equal
//
// It ends quiet: faults end, links carry what clients write, and whoever is killed is started
// again, so that `converged` is expected, and nothing else. Power cuts are among the faults, so
// that not every one can run live.
//
// Threading: a pure function. The same seed gives the same scenario on every compiler; a new kind
// of option changes what seeds mean.
#pragma once

#include <cstdint>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

struct SwarmOptions {
  /// Some of the killed regions stay dead. What such a scenario expects is then nothing.
  bool deaths = false;
};

Scenario make_swarm_scenario(std::uint64_t seed, const SwarmOptions& options = {});

}  // namespace lastwrite

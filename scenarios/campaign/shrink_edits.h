// What may be tried to make a scenario simpler, apart from leaving out tasks and faults: each edit
// changes one thing, or nothing where there is nothing to change.
//
//   for (const ScenarioEdit& edit : simpler_links(scenario)) { Scenario next = scenario;
//   edit(next); … }
//
// Applying an edit twice is applying it once. Threading: pure functions.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

using ScenarioEdit = std::function<void(Scenario&)>;

/// Links without loss, jitter and the like, and with constants (medians) for distributions: of all
/// links at once, then of each.
std::vector<ScenarioEdit> simpler_links(const Scenario& scenario);
/// Exact clocks, or at least steady ones.
std::vector<ScenarioEdit> simpler_clocks(const Scenario& scenario);
/// Without one region, which no task, fault or strategy names; a side of a partition loses it.
std::vector<ScenarioEdit> fewer_regions(const Scenario& scenario);
/// One attempt, small values, constant think times, one client in each region and the like.
std::vector<ScenarioEdit> simpler_options(const Scenario& scenario);

}  // namespace lastwrite

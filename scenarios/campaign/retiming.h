// Moves the moments of a schedule (tasks begin; faults begin and end) to round times, and closes
// the gaps between them.
//
//   moments_of(scenario)                    // {1.5034s, 1.5871s}
//   retimed(scenario, {0ms, 100ms})         // the task that began at 1.5871s begins at 100ms
//
// What happened in one order happens in the same order afterwards, and what happened at different
// times does so still. Threading: pure functions.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/campaign/shrink_edits.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

using Moments = std::vector<Duration>;  // ascending, each once

Moments moments_of(const Scenario& scenario);
/// `moments`: as many as moments_of(scenario), in whose places they come; ascending. The duration
/// becomes longer if the last of them asks for it.
Scenario retimed(const Scenario& scenario, const Moments& moments);

/// All moments in whole 100 ms, 10 ms or 1 ms.
std::vector<ScenarioEdit> rounder_times();
/// One gap (of those there are) shorter or rounder, everything behind it earlier; shortest first.
/// Nothing for a schedule of very many moments.
std::vector<ScenarioEdit> shorter_gaps(const Scenario& scenario);
/// A measurement that is over soon after the last moment.
std::vector<ScenarioEdit> shorter_duration();

}  // namespace lastwrite

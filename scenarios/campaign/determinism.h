// Runs one simulation twice and compares the two event by event.
//
//   Result<DeterminismResult> result = verify_determinism(scenario, strategy, {});
//   if (result->difference) fmt::print("{}\n", result->difference->second);
//
// A simulation that took two paths depends on something beside its inputs: a bug of Lastwrite.
// Keeps the events of the first run in memory (about 150 bytes each). Threading: one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "scenarios/engine/scenario.h"
#include "scenarios/sim/simulate.h"
#include "scenarios/sim/trajectory.h"

namespace lastwrite {

/// The first event in which two runs differ, as text; empty where a run had ended.
struct TrajectoryDifference {
  std::uint64_t index = 0;  // from 0
  std::string first;
  std::string second;
};

struct DeterminismResult {
  Trajectory first;
  Trajectory second;
  std::optional<TrajectoryDifference> difference;  // absent: the runs were the same
};

/// How one of the runs is made; for tests of this check itself.
using Simulation = std::function<Result<SimOutcome>(const SimOptions&)>;

Result<DeterminismResult> compare_runs(const Simulation& first, const Simulation& second);

/// Errors: as simulate(). `interrupted` as in SimOptions.
Result<DeterminismResult> verify_determinism(const Scenario& scenario, const StrategySpec& strategy,
                                             const std::function<bool()>& interrupted);

}  // namespace lastwrite

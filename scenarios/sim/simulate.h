// Runs one strategy of a scenario in virtual time, from the first link to the last read.
//
//   SimOutcome outcome = simulate(scenario, scenario.strategies[0], {.listener = keep});
//   outcome.trajectory.text()         // "9f86d081884c7d65": the same for the same seed, always
//
// Engine, replicator, links, clients and faults are those of a live run; only loop, clock and
// transport differ. Errors: those of stores in files; a simulation in memory cannot fail to begin.
// Threading: one thread; returns when the run is over.
#pragma once

#include <functional>

#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/experiment.h"
#include "scenarios/sim/sim_region.h"
#include "scenarios/sim/sim_trace.h"

namespace lastwrite {

struct SimOptions {
  SimStoreOptions store = {};
  SimTrace::Listener listener = {};  // hears every event
  SimSeams seams = {};
  std::function<void(const Progress&)> on_progress = {};
  /// Asked now and then; true ends the run early.
  std::function<bool()> interrupted = {};
};

struct SimOutcome {
  ExperimentOutcome experiment;
  Trajectory trajectory;
  Duration virtual_time{0};
  std::uint64_t loop_events = 0;  // tasks that the virtual loop ran
};

Result<SimOutcome> simulate(const Scenario& scenario, const StrategySpec& strategy,
                            const SimOptions& options);

}  // namespace lastwrite

// One strategy of a scenario, simulated in memory and judged, without a file: the unit of which
// campaigns (sweeps, oracles, shrinking, parity) are made.
//
//   Result<JudgedRun> run = simulate_and_judge(scenario, scenario.strategies[0], {});
//   run->summary.numbers.lost.estimate        // LostUpdateRate
//   run->trajectory.text()
//
// Errors: kUnavailable when the run broke off (interrupted, a region lost without a fault);
// otherwise as simulate(). Threading: one thread.
#pragma once

#include <functional>
#include <memory>

#include "analysis/report/strategy_run.h"
#include "analysis/report/summary.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/sim/simulate.h"

namespace lastwrite {

struct JudgedRun {
  std::unique_ptr<StrategyRun> run;  // the history and all that follows from it
  StrategySummary summary;
  Trajectory trajectory;
};

struct JudgeOptions {
  SimSeams seams = {};
  SimTrace::Listener listener = {};        // hears every event too
  std::function<bool()> interrupted = {};  // asked now and then; true breaks off
};

Result<JudgedRun> simulate_and_judge(const Scenario& scenario, const StrategySpec& strategy,
                                     const JudgeOptions& options);

/// Whether a simulation came to its end: kUnavailable says what broke it off.
Result<void> check_whole(const ExperimentOutcome& outcome);

/// What the manifest of a simulation of `scenario` would say.
Manifest manifest_of(const Scenario& scenario);

}  // namespace lastwrite

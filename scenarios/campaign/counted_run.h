// A simulated run that keeps counts and histograms and no trace: `--detail summary`. Each strategy
// by the lean executor where that can run it, else by the full simulation, in memory.
//
//   Result<Summary> summary = run_counted(scenario, directory.path(), {});
//   summary->strategies[0].executor     // "lean"
//
// Writes summary.json into the run directory, whose manifest must stand there. What is not counted
// by the lean executor (staleness, exposure) is absent, and an expectation on it unknown.
// A run that is broken off (interrupted, a region lost) is no error: its verdict is unknown, it has
// the strategies that were finished, and `manifest.incomplete` says why.
// Errors: those of simulate_and_judge(); kIo. Threading: one thread.
#pragma once

#include <functional>
#include <string>

#include "analysis/report/summary.h"
#include "scenarios/campaign/key_sample.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/lean/simulate_lean.h"

namespace lastwrite {

struct CountedRunOptions {
  std::function<bool()> interrupted = {};  // asked now and then; true breaks off
  /// Told before each strategy begins: its name.
  std::function<void(std::string_view)> on_strategy = {};
  /// Told after each strategy, if anybody asks: its name and what was accepted for each key.
  std::function<void(std::string_view, WritesByKey)> on_writes = {};
};

Result<Summary> run_counted(const Scenario& scenario, const std::string& run_directory,
                            const CountedRunOptions& options);

/// What reports say of a lean run.
StrategySummary summarise_lean(std::string name, const Scenario& scenario, const Manifest& manifest,
                               const LeanOutcome& outcome);

}  // namespace lastwrite

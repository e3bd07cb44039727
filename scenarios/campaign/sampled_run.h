// `--detail sampled`: counts and histograms of the whole run as counted_run.h gives them, and every
// write of a sample of keys, with its fate and cause, as a full run has it.
//
//   Result<Summary> summary = run_sampled(scenario, directory, {});
//   explain(directory.path(), "version-check/17")     // of a sampled key
//
// Each strategy is simulated twice: once to count, then in full with the trace of the sampled keys
// alone (both take the same path, event for event). So it is no faster than a full run. Its files
// do not grow with the writes, nor does its memory where the compact executor counts; a strategy
// that falls back to the full simulation holds the whole history, as there. The sample:
// key_sample.h.
//
// Leaves summary.json, run.sqlite and traces, the latter two of the sample. Broken off, as
// counted_run.h. Errors: as there, and kIo. Threading: one thread.
#pragma once

#include "analysis/report/strategy_run.h"
#include "scenarios/campaign/counted_run.h"
#include "scenarios/engine/run_directory.h"
#include "scenarios/sim/trajectory.h"

namespace lastwrite {

struct SampledRunOptions {
  std::uint64_t writes_max = 10'000;       // of each strategy
  std::function<bool()> interrupted = {};  // asked now and then; true breaks off
  /// Told what is done next: "version-check: counting".
  std::function<void(const std::string&)> on_step = {};
  /// Told of the sample of each strategy once it is judged.
  std::function<void(const StrategyRun&, const Manifest&)> on_judged = {};
};

/// Requires: the manifest of `directory` stands there.
Result<Summary> run_sampled(const Scenario& scenario, const RunDirectory& directory,
                            const SampledRunOptions& options);

}  // namespace lastwrite

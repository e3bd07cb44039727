// A whole simulated run into a run directory: for each strategy in turn fresh regions, one
// simulation, and its trace files. What scenarios/live/live_run.h is to live runs.
//
//   SimRun run({scenario, directory, SimStoreKind::kMemory}, on_progress, interrupted);
//   Result<SimRunOutcome> outcome = run.run();
//
// Errors: kIo when traces or stores cannot be written. Threading: one thread.
#pragma once

#include <functional>
#include <string>

#include "scenarios/engine/run_directory.h"
#include "scenarios/sim/simulate.h"

namespace lastwrite {

struct SimRunOptions {
  const Scenario& scenario;
  const RunDirectory& directory;
  SimStoreKind store = SimStoreKind::kMemory;
};

struct SimRunOutcome {
  bool interrupted = false;
  std::string incomplete;  // why the run did not come to its end; empty: it did
  TrajectoryHashes trajectories;
};

class SimRun {
 public:
  using OnProgress = std::function<void(const RunProgress&)>;
  using Interrupted = std::function<bool()>;

  SimRun(SimRunOptions options, OnProgress on_progress, Interrupted interrupted)
      : options_(options),
        on_progress_(std::move(on_progress)),
        interrupted_(std::move(interrupted)) {}

  Result<SimRunOutcome> run();

 private:
  Result<SimOutcome> run_strategy(std::size_t index);

  SimRunOptions options_;
  OnProgress on_progress_;
  Interrupted interrupted_;
};

}  // namespace lastwrite

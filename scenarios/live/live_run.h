// A whole live run: for each strategy in turn, fresh regions, one experiment, and everything taken
// down.
//
//   LiveRun run(options, on_progress);
//   Result<LiveOutcome> outcome = run.run();    // blocks; Ctrl-C ends it early and cleanly
//
// Stores live in the run directory while the run lasts and are removed after it. Errors: kUsage and
// kIo when a run cannot begin; what happens later is in the outcome. Threading: one thread runs it
// all.
#pragma once

#include <functional>
#include <string>

#include "scenarios/engine/run_directory.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/experiment.h"
#include "scenarios/live/run_console.h"

namespace lastwrite {

struct LiveRunOptions {
  std::string executable;  // the lastwrite program
  const Scenario& scenario;
  const RunDirectory& directory;
  RunConsole* console = nullptr;  // that shows the run while it goes on; nullptr: none does
};

struct LiveOutcome {
  bool interrupted = false;  // by Ctrl-C or SIGTERM
  std::string incomplete;    // why the run did not come to its end; empty: it did
};

class LiveRun {
 public:
  using OnProgress = std::function<void(const RunProgress&)>;

  LiveRun(LiveRunOptions options, OnProgress on_progress)
      : options_(std::move(options)), on_progress_(std::move(on_progress)) {}

  Result<LiveOutcome> run();

 private:
  class StrategyRun;

  LiveRunOptions options_;
  OnProgress on_progress_;
};

}  // namespace lastwrite

// Runs the cells of a sweep that are not yet in its part, several at a time.
//
//   Result<SweepOutcome> outcome = run_sweep(plan, {1, 1}, part, {.jobs = 4});
//
// Every cell is a process of its own (forked_jobs.h), and its row depends on nothing but the plan:
// the rows are the same for every number of jobs. A cell is in the part as soon as it is finished.
//
// Errors: kIo when the part cannot be written; that a cell failed is in the outcome. Threading: one
// thread.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/campaign/sweep/part_file.h"
#include "scenarios/campaign/sweep/sweep_plan.h"

namespace lastwrite {

struct SweepProgress {
  std::size_t done = 0;    // of this shard, those of an earlier run included
  std::size_t total = 0;   // of this shard
  std::size_t fresh = 0;   // done by this run
  std::size_t failed = 0;  // of this run
};

struct SweepRunOptions {
  std::size_t jobs = 1;
  std::function<void(const SweepProgress&)> progress = [](const SweepProgress&) {};
  std::function<bool()> interrupted = [] { return false; };
};

struct CellFailure {
  std::size_t cell = 0;
  Error error;
};

struct SweepOutcome {
  SweepProgress progress;
  bool interrupted = false;
  std::vector<CellFailure> failures;  // in order of cells

  bool complete() const { return progress.done == progress.total; }
};

Result<SweepOutcome> run_sweep(const SweepPlan& plan, const Shard& shard, PartFile& part,
                               const SweepRunOptions& options);

}  // namespace lastwrite

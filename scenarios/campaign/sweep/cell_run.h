// Runs one cell of a sweep: its scenario and strategy with every seed, and the row of what came
// out.
//
//   Result<SweepRow> row = run_cell(plan, 17, {});
//
// Errors: as simulate_and_judge(), with the seed in front. Threading: one thread.
#pragma once

#include "scenarios/campaign/judged_run.h"
#include "scenarios/campaign/sweep/seed_values.h"
#include "scenarios/campaign/sweep/sweep_plan.h"
#include "scenarios/campaign/sweep/sweep_row.h"

namespace lastwrite {

/// Requires: cell < plan.header.cells().
Result<SweepRow> run_cell(const SweepPlan& plan, std::size_t cell, const JudgeOptions& options);

/// The row of a cell without its metrics: what is known before anything ran.
SweepRow bare_row(const SweepPlan& plan, std::size_t cell);

}  // namespace lastwrite

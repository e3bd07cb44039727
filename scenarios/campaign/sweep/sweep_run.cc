#include "scenarios/campaign/sweep/sweep_run.h"

#include <algorithm>

#include "scenarios/campaign/sweep/cell_run.h"
#include "scenarios/campaign/sweep/forked_jobs.h"

namespace lastwrite {
namespace {

std::vector<std::size_t> cells_of(const SweepPlan& plan, const Shard& shard) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < plan.header.cells(); ++cell) {
    if (shard.has(cell)) cells.push_back(cell);
  }
  return cells;
}

Result<std::string> line_of(const SweepPlan& plan, std::size_t cell) {
  const Result<SweepRow> row = run_cell(plan, cell, {});
  if (!row) return propagate(row);
  return row_line(*row);
}

}  // namespace

Result<SweepOutcome> run_sweep(const SweepPlan& plan, const Shard& shard, PartFile& part,
                               const SweepRunOptions& options) {
  std::vector<std::size_t> cells = cells_of(plan, shard);
  SweepOutcome outcome;
  outcome.progress.total = cells.size();
  std::erase_if(cells, [&](std::size_t cell) { return part.rows().contains(cell); });
  outcome.progress.done = outcome.progress.total - cells.size();
  options.progress(outcome.progress);
  const auto finished = [&](std::size_t cell, const Result<std::string>& line) -> Result<void> {
    if (!line) {
      ++outcome.progress.failed;
      outcome.failures.push_back({cell, line.error()});
    } else {
      if (const auto kept = part.append(cell, *line); !kept) return kept;
      ++outcome.progress.done;
      ++outcome.progress.fresh;
    }
    options.progress(outcome.progress);
    return {};
  };
  const Result<bool> whole = run_forked(
      cells, options.jobs,
      {[&](std::size_t cell) { return line_of(plan, cell); }, finished, options.interrupted});
  if (!whole) return propagate(whole);
  outcome.interrupted = !*whole;
  std::sort(outcome.failures.begin(), outcome.failures.end(),
            [](const CellFailure& a, const CellFailure& b) { return a.cell < b.cell; });
  return outcome;
}

}  // namespace lastwrite

#include "scenarios/campaign/sweep/cell_run.h"

#include "scenarios/campaign/sweep/safe_rate.h"

namespace lastwrite {
namespace {

std::optional<double> rate_per_key(const Manifest& manifest) {
  const ManifestWorkload& workload = manifest.workload;
  if (!workload.arrival_rate_per_region_per_s || workload.key_count == 0) return std::nullopt;
  return *workload.arrival_rate_per_region_per_s / static_cast<double>(workload.key_count);
}

}  // namespace

SweepRow bare_row(const SweepPlan& plan, std::size_t cell) {
  const Scenario& scenario = plan.scenario(cell);
  const Manifest manifest = manifest_of(scenario);
  SweepRow row;
  row.cell = cell;
  row.settings = plan.header.settings(cell);
  row.strategy = plan.header.strategy(cell);
  row.seeds = plan.header.seeds;
  row.regions = scenario.regions.size();
  row.rate_per_key = rate_per_key(manifest);
  row.theory_lag_s = theory_lag(scenario, plan.strategy(cell).kind, manifest);
  return row;
}

Result<SweepRow> run_cell(const SweepPlan& plan, std::size_t cell, const JudgeOptions& options) {
  std::vector<SeedValues> seeds(plan.header.metrics.size());
  Scenario scenario = plan.scenario(cell);
  for (std::uint64_t i = 0; i < plan.header.seeds; ++i) {
    scenario.seed = plan.header.first_seed + i;
    const Result<JudgedRun> run = simulate_and_judge(scenario, plan.strategy(cell), options);
    if (!run) return fail(run.error().code, "seed {}: {}", scenario.seed, run.error().message);
    for (std::size_t m = 0; m < seeds.size(); ++m) {
      seeds[m].add(plan.header.metrics[m], run->summary);
    }
  }
  SweepRow row = bare_row(plan, cell);
  for (const SeedValues& values : seeds) row.metrics.push_back(values.estimate());
  return row;
}

}  // namespace lastwrite

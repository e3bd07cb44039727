#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

#include "region/base/check.h"
#include "scenarios/campaign/sweep/cell_run.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

constexpr const char* kScenario = R"(name: tiny
question: Is it quick?
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 60ms}
workload: {clients_per_region: 2, arrivals: poisson(4/s), keys: uniform(5), operation: increment}
strategies: [blind-put, atomic-add]
warm_up: 0s
duration: 2s
)";

}  // namespace

Result<Scenario> tiny_scenario_with(const std::vector<std::string>& sets) {
  return load_scenario_text(kScenario, "tiny.yaml", {.sets = sets});
}

SweepPlan tiny_plan(const std::vector<std::string>& sets, std::uint64_t seeds,
                    const std::vector<std::string>& metrics) {
  Result<SweepPlan> plan = plan_sweep({sets, seeds, metrics}, tiny_scenario_with);
  LW_CHECK(plan, "{}", plan.error().message);
  return *std::move(plan);
}

std::string refusal(const SweepRequest& request) {
  const Result<SweepPlan> plan = plan_sweep(request, tiny_scenario_with);
  return plan ? "" : plan.error().message;
}

SweepPlan twelve_cells() {
  return tiny_plan(
      {"workload.arrivals=poisson(2/s),poisson(8/s)", "network.latency=20ms..80ms:lin3"});
}

SweepResult twelve_cells_result() {
  const SweepPlan plan = twelve_cells();
  RowLines lines;
  for (std::size_t cell = 0; cell < plan.header.cells(); ++cell) {
    lines[cell] = row_line(run_cell(plan, cell, {}).value());
  }
  return sweep_result(plan.header, lines, 0.05).value();
}

}  // namespace lastwrite

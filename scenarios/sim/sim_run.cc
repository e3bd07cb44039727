#include "scenarios/sim/sim_run.h"

#include "scenarios/engine/temporary_directory.h"
#include "scenarios/sim/trace_files.h"

namespace lastwrite {
namespace {

std::string why_incomplete(const ExperimentOutcome& outcome) {
  if (outcome.stopped) return "interrupted";
  if (!outcome.lost.empty())
    return fmt::format("region {} was lost without a fault", outcome.lost.front());
  return outcome.error ? outcome.error->message : "";
}

}  // namespace

Result<SimRunOutcome> SimRun::run() {
  SimRunOutcome out;
  for (std::size_t i = 0; i < options_.scenario.strategies.size(); ++i) {
    const Result<SimOutcome> one = run_strategy(i);
    if (!one) return propagate(one);
    const std::string_view name = strategy_name(options_.scenario.strategies[i].kind);
    out.trajectories[std::string(name)] = one->trajectory.text();
    out.interrupted = one->experiment.stopped;
    out.incomplete = why_incomplete(one->experiment);
    if (!out.incomplete.empty()) break;
  }
  return out;
}

Result<SimOutcome> SimRun::run_strategy(std::size_t index) {
  const std::vector<StrategySpec>& strategies = options_.scenario.strategies;
  const StrategySpec& strategy = strategies[index];
  auto data = TemporaryDirectory::make(options_.directory.path() + "/data");
  if (!data) return propagate(data);
  TraceFiles files(options_.directory.trace_folder(strategy.kind));
  SimOptions options;
  options.store = {options_.store, data->path()};
  options.listener = files.listener();
  options.interrupted = interrupted_;
  options.on_progress = [&](const Progress& progress) {
    on_progress_({strategy.kind, index, strategies.size(), progress});
  };
  Result<SimOutcome> outcome = simulate(options_.scenario, strategy, options);
  if (!outcome) return outcome;
  if (const auto written = files.finish(); !written) return propagate(written);
  return outcome;
}

}  // namespace lastwrite

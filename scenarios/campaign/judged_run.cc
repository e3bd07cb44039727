#include "scenarios/campaign/judged_run.h"

#include "analysis/report/summarise.h"
#include "analysis/trace/history_builder.h"
#include "region/base/check.h"
#include "scenarios/engine/manifest.h"

namespace lastwrite {

Result<void> check_whole(const ExperimentOutcome& outcome) {
  if (outcome.stopped) return fail(ErrorCode::kUnavailable, "interrupted");
  if (!outcome.lost.empty()) {
    return fail(ErrorCode::kUnavailable, "region {} was lost without a fault",
                outcome.lost.front());
  }
  if (outcome.error) return Failure(*outcome.error);
  return {};
}

Manifest manifest_of(const Scenario& scenario) {
  RunFacts facts;
  facts.runtime = "sim";
  Result<Manifest> manifest = parse_manifest(manifest_json(scenario, facts), "the manifest");
  LW_CHECK(manifest, "{}", manifest.error().message);
  return *std::move(manifest);
}

Result<JudgedRun> simulate_and_judge(const Scenario& scenario, const StrategySpec& strategy,
                                     const JudgeOptions& options) {
  HistoryBuilder history(scenario.regions);
  SimOptions sim;
  sim.interrupted = options.interrupted;
  sim.seams = options.seams;
  sim.listener = [&](const TraceSource& source, const v1::TraceEvent& event) {
    history.add(source.producer, event);
    if (options.listener) options.listener(source, event);
  };
  const Result<SimOutcome> outcome = simulate(scenario, strategy, sim);
  if (!outcome) return propagate(outcome);
  if (const auto whole = check_whole(outcome->experiment); !whole) return propagate(whole);
  JudgedRun judged;
  judged.run = std::make_unique<StrategyRun>(std::string(strategy_name(strategy.kind)),
                                             std::move(history).finish());
  judged.summary = summarise_strategy(*judged.run, manifest_of(scenario));
  judged.trajectory = outcome->trajectory;
  return judged;
}

}  // namespace lastwrite

#include "scenarios/campaign/counted_run.h"

#include <utility>

#include "analysis/ledger/logical_items.h"
#include "analysis/report/atomic_file.h"
#include "analysis/report/manifest.h"
#include "analysis/report/summary_json.h"
#include "analysis/report/theory_setting.h"
#include "analysis/report/verdict.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {
namespace {

Tally tally_of(const LeanOutcome& outcome) {
  const OnlineSummary& ledger = outcome.ledger;
  Tally tally;
  tally.attempted = outcome.attempted;
  tally.requests = outcome.requests;
  tally.acknowledged = ledger.acknowledged;
  tally.condition_failures = outcome.condition_failures;
  tally.gave_up = outcome.gave_up;
  tally.unknown = outcome.unknown;
  tally.recovered = ledger.recovered;
  tally.fates = ledger.counts.fates;
  tally.lost = ledger.lost;
  tally.concurrent_loss = ledger.concurrent_loss;
  tally.rival = ledger.rival;
  for (const OnlineRegion& region : ledger.regions) {
    tally.regions.emplace_back();
    tally.regions.back().fates = region.fates;
    tally.regions.back().lost = region.lost;
    tally.regions.back().concurrent_loss = region.concurrent_loss;
    tally.regions.back().rival = region.rival;
    tally.regions.back().stillborn = region.stillborn;
  }
  tally.anomalies.conflict_pairs = ledger.conflict_pairs;
  tally.anomalies.resolution_events = ledger.resolution_events;
  tally.anomalies.fork_points = ledger.fork_points;
  tally.anomalies.double_cas = ledger.double_cas;
  tally.anomalies.aba = ledger.aba;
  tally.anomalies.items_written = ledger.items_written;
  tally.anomalies.wrong_winners = ledger.wrong_winners;
  tally.counter_drift = ledger.counter_drift;
  return tally;
}

// The lean executor adds nothing to what the links do.
LagTable lag_of(const OnlineSummary& ledger) {
  LagTable table;
  LogHistogram all;
  for (const OnlinePair& pair : ledger.pairs) all.merge(pair.delivery);
  table.low = all.min();
  table.high = all.max();
  for (const OnlinePair& pair : ledger.pairs) {
    if (pair.sent == 0) continue;
    LagRow row;
    row.from = pair.from;
    row.to = pair.to;
    row.count = pair.delivery.count();
    row.p50 = row.injected_p50 = pair.delivery.quantile(0.50);
    row.p90 = pair.delivery.quantile(0.90);
    row.p99 = pair.delivery.quantile(0.99);
    if (row.count > 0) row.max = pair.delivery.max();
    row.added_p50 = row.added_p99 = Duration(0);
    row.outstanding.records = pair.outstanding;
    row.histogram.assign(kLagBuckets, 0);
    for (const auto& [lag, count] : pair.delivery.filled()) {
      row.histogram[lag_bucket(lag, table)] += count;
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

// By key of the workload, whatever items a strategy keeps for one.
WritesByKey writes_by_key(const History& history) {
  const std::vector<std::uint32_t> logical = logical_items(history);
  WritesByKey writes;
  for (const Version& version : history.versions) {
    if (version.accepted) ++writes[history.items[logical[version.item]].key];
  }
  return writes;
}

// The same of the lean executor, which knows keys by their numbers.
class LeanWrites {
 public:
  explicit LeanWrites(const Scenario& scenario)
      : keys_(scenario.table.key), counts_(scenario.workload.keys.count) {}

  void add(const LeanObserved& seen) { counts_[seen.key] += seen.accepted ? 1 : 0; }
  WritesByKey by_key() const {
    WritesByKey writes;
    for (std::size_t key = 0; key < counts_.size(); ++key) {
      if (counts_[key] > 0) writes.emplace(keys_.text(key), counts_[key]);
    }
    return writes;
  }

 private:
  KeySpace keys_;
  std::vector<std::uint64_t> counts_;
};

Result<StrategySummary> run_full(const Scenario& scenario, const StrategySpec& strategy,
                                 const CountedRunOptions& options) {
  JudgeOptions judge_options;
  judge_options.interrupted = options.interrupted;
  Result<JudgedRun> run = simulate_and_judge(scenario, strategy, judge_options);
  if (!run) return propagate(run);
  run->summary.executor = "full";
  if (options.on_writes) options.on_writes(run->summary.name, writes_by_key(run->run->history));
  return std::move(run->summary);
}

Result<StrategySummary> run_one(const Scenario& scenario, const StrategySpec& strategy,
                                const Manifest& manifest, const CountedRunOptions& options) {
  const std::string name(strategy_name(strategy.kind));
  if (options.on_strategy) options.on_strategy(name);
  LeanWrites writes(scenario);
  LeanOptions lean_options{.observer = {}, .interrupted = options.interrupted};
  if (options.on_writes)
    lean_options.observer = [&](const LeanObserved& seen) { writes.add(seen); };
  const Result<LeanOutcome> lean = simulate_lean(scenario, strategy, lean_options);
  if (lean && options.on_writes) options.on_writes(name, writes.by_key());
  if (lean) return summarise_lean(name, scenario, manifest, *lean);
  if (lean.error().code != ErrorCode::kUsage) return propagate(lean);
  return run_full(scenario, strategy, options);
}

}  // namespace

StrategySummary summarise_lean(std::string name, const Scenario& scenario, const Manifest& manifest,
                               const LeanOutcome& outcome) {
  StrategySummary out;
  out.name = std::move(name);
  out.executor = "lean";
  out.regions = scenario.regions;
  out.numbers = tally_of(outcome);
  out.write_p50 = outcome.latencies.quantile(0.50);
  out.write_p99 = outcome.latencies.quantile(0.99);
  out.lag = lag_of(outcome.ledger);
  // The run ended with nothing under way, and OnlineLedger::finish() has compared what every region
  // holds of every item: a difference would have stopped the program.
  out.quiesced = true;
  out.converged = true;
  out.convergence = outcome.ledger.convergence;
  if (const std::optional<TheorySetting> setting = theory_setting(manifest, out.name)) {
    out.theory = compare_with_theory(*setting, scenario.regions, out.numbers);
  }
  return out;
}

Result<Summary> run_counted(const Scenario& scenario, const std::string& run_directory,
                            const CountedRunOptions& options) {
  Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  Summary summary;
  summary.run_directory = run_directory;
  summary.manifest = *std::move(manifest);
  summary.manifest.incomplete.clear();  // it told of a run under way
  for (const StrategySpec& strategy : scenario.strategies) {
    Result<StrategySummary> one = run_one(scenario, strategy, summary.manifest, options);
    if (!one && one.error().code == ErrorCode::kUnavailable) {
      summary.manifest.incomplete = one.error().message;
      break;
    }
    if (!one) return propagate(one);
    summary.lag = one->lag;  // of the last: percentiles of several cannot be joined
    summary.strategies.push_back(*std::move(one));
  }
  reach_verdict(summary);
  const auto written = write_whole_file(run_directory + "/summary.json", summary_json(summary));
  if (!written) return propagate(written);
  return summary;
}

}  // namespace lastwrite

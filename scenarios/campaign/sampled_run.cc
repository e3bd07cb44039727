#include "scenarios/campaign/sampled_run.h"

#include <map>
#include <utility>

#include "analysis/report/atomic_file.h"
#include "analysis/report/run_database.h"
#include "analysis/report/story.h"
#include "analysis/report/summary_json.h"
#include "analysis/report/verdict.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/campaign/key_filter.h"
#include "scenarios/sim/simulate.h"
#include "scenarios/sim/trace_files.h"

namespace lastwrite {
namespace {

std::uint64_t writes_of(const WritesByKey& writes, const std::set<std::string>& sample) {
  std::uint64_t total = 0;
  for (const std::string& key : sample) total += writes.at(key);
  return total;
}

class SampledRun {
 public:
  SampledRun(const Scenario& scenario, const RunDirectory& directory,
             const SampledRunOptions& options)
      : scenario_(scenario), directory_(directory), options_(options) {}

  Result<Summary> run() {
    Result<Summary> summary = count();
    if (!summary || !summary->manifest.incomplete.empty()) return summary;
    Result<void> kept = keep(*summary);
    if (!kept && kept.error().code != ErrorCode::kUnavailable) return propagate(kept);
    if (!kept) {
      summary->manifest.incomplete = kept.error().message;
      reach_verdict(*summary);
    }
    summary->story = story_.text;
    const auto written =
        write_whole_file(directory_.path() + "/summary.json", summary_json(*summary));
    if (!written) return propagate(written);
    return summary;
  }

 private:
  void step(std::string_view strategy, const char* what) const {
    if (options_.on_step) options_.on_step(fmt::format("{}: {}", strategy, what));
  }

  Result<Summary> count() {
    CountedRunOptions counting;
    counting.interrupted = options_.interrupted;
    counting.on_strategy = [&](std::string_view name) { step(name, "counting"); };
    counting.on_writes = [&](std::string_view name, WritesByKey writes) {
      writes_[std::string(name)] = std::move(writes);
    };
    return run_counted(scenario_, directory_.path(), counting);
  }

  // The rows of all strategies.
  Result<void> keep(Summary& summary) {
    auto database = RunDatabase::create(directory_.path() + "/run.sqlite", summary.manifest);
    if (!database) return propagate(database);
    for (std::size_t i = 0; i < summary.strategies.size(); ++i) {
      const StrategySpec& strategy = scenario_.strategies[i];
      const WritesByKey& writes = writes_[summary.strategies[i].name];
      const std::set<std::string> sample =
          draw_key_sample(writes, {scenario_.seed, options_.writes_max});
      summary.strategies[i].sample =
          SampleSize{sample.size(), writes.size(), writes_of(writes, sample)};
      if (sample.empty()) continue;
      if (const auto traced = trace(strategy, sample); !traced) return traced;
      if (const auto added = add_rows(summary, strategy, *database); !added) return added;
    }
    return database->finish();
  }

  Result<void> trace(const StrategySpec& strategy, std::set<std::string> sample) {
    step(strategy_name(strategy.kind), "keeping the writes of a sample of keys");
    TraceFiles files(directory_.trace_folder(strategy.kind));
    KeyFilter filter(std::move(sample), files.listener());
    SimOptions options;
    options.listener = filter.listener();
    options.interrupted = options_.interrupted;
    const Result<SimOutcome> outcome = simulate(scenario_, strategy, options);
    if (!outcome) return propagate(outcome);
    if (const auto whole = check_whole(outcome->experiment); !whole) return whole;
    return files.finish();
  }

  Result<void> add_rows(const Summary& summary, const StrategySpec& strategy,
                        RunDatabase& database) {
    const auto run = load_strategy(directory_.path(), summary.manifest,
                                   std::string(strategy_name(strategy.kind)), options_.interrupted);
    if (!run) return propagate(run);
    Story story = most_telling_story(**run, summary.manifest);
    if (story.interest > story_.interest) story_ = std::move(story);
    if (options_.on_judged) options_.on_judged(**run, summary.manifest);
    return database.add(**run, options_.interrupted);
  }

  const Scenario& scenario_;
  const RunDirectory& directory_;
  const SampledRunOptions& options_;
  std::map<std::string, WritesByKey> writes_;  // by strategy
  Story story_;
};

}  // namespace

Result<Summary> run_sampled(const Scenario& scenario, const RunDirectory& directory,
                            const SampledRunOptions& options) {
  return SampledRun(scenario, directory, options).run();
}

}  // namespace lastwrite

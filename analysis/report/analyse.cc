#include "analysis/report/analyse.h"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "analysis/report/atomic_file.h"
#include "analysis/report/kept_results.h"
#include "analysis/report/run_database.h"
#include "analysis/report/story.h"
#include "analysis/report/strategy_run.h"
#include "analysis/report/summarise.h"
#include "analysis/report/summary_json.h"
#include "analysis/report/verdict.h"
#include "analysis/report/whole_traces.h"

namespace lastwrite {
namespace {

void append_csv(const StrategyRun& run, std::string& csv) {
  for (const LagSample& sample : run.lags) {
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{}\n", run.name,
                   run.history.regions[sample.from], run.history.regions[sample.to],
                   sample.accepted_at.ns, sample.lag.count(), sample.injected.count(),
                   sample.installed ? "installed" : "discarded_older");
  }
}

// The same links serve every strategy, so their samples belong together. Of what was outstanding
// the worst counts: strategies run one after the other.
class OverallLag {
 public:
  explicit OverallLag(std::size_t regions) : worst_(regions, std::vector<Outstanding>(regions)) {}

  void add(const StrategyRun& run) {
    // Regions that only a trace names come behind those of the manifest.
    for (const LagSample& sample : run.lags) {
      if (sample.from < worst_.size() && sample.to < worst_.size()) samples_.push_back(sample);
    }
    const std::vector<std::vector<Outstanding>> seen = outstanding_at_end(run.evidence);
    for (std::size_t from = 0; from < worst_.size(); ++from) {
      for (std::size_t to = 0; to < worst_.size(); ++to) {
        Outstanding& cell = worst_[from][to];
        cell.records = std::max(cell.records, seen[from][to].records);
        cell.oldest_age = std::max(cell.oldest_age, seen[from][to].oldest_age);
      }
    }
  }
  LagTable table() const { return summarise_lag(samples_, worst_.size(), worst_); }

 private:
  std::vector<LagSample> samples_;
  std::vector<std::vector<Outstanding>> worst_;
};

// Walks the strategies one at a time: only one history is in memory.
class RunAnalysis {
 public:
  RunAnalysis(Summary& summary, RunDatabase database, const AnalyseOptions& options)
      : summary_(summary),
        database_(std::move(database)),
        options_(options),
        lag_(summary.manifest.regions.size()) {}

  Result<void> add(const std::string& strategy) {
    if (options_.on_strategy) options_.on_strategy(strategy);
    Result<std::unique_ptr<StrategyRun>> run =
        load_strategy(summary_.run_directory, summary_.manifest, strategy, options_.interrupted);
    if (!run) return propagate(run);
    Result<void> stored = database_.add(**run, options_.interrupted);
    if (!stored) return stored;
    append_csv(**run, csv_);
    lag_.add(**run);
    summary_.strategies.push_back(summarise_strategy(**run, summary_.manifest));
    const Story story = most_telling_story(**run, summary_.manifest);
    if (story.interest > best_story_.interest) best_story_ = story;
    if (options_.on_judged) options_.on_judged(**run, summary_.manifest);
    return {};
  }

  Result<void> finish() {
    if (options_.interrupted && options_.interrupted())
      return fail(ErrorCode::kUnavailable, "interrupted");
    summary_.lag = lag_.table();
    summary_.story = best_story_.text;
    reach_verdict(summary_);
    Result<void> stored = database_.finish();
    if (!stored) return stored;
    Result<void> csv = write_whole_file(summary_.run_directory + "/lag.csv", csv_);
    if (!csv) return csv;
    return write_whole_file(summary_.run_directory + "/summary.json", summary_json(summary_));
  }

 private:
  Summary& summary_;
  RunDatabase database_;
  const AnalyseOptions& options_;
  OverallLag lag_;
  std::string csv_ = "strategy,from,to,accepted_ns,lag_ns,injected_ns,outcome\n";
  Story best_story_;
};

}  // namespace

Result<Summary> analyse_run(const std::string& run_directory, const AnalyseOptions& options) {
  Summary summary;
  summary.run_directory = run_directory;
  Result<Manifest> manifest = read_manifest(run_directory);
  if (!manifest) return propagate(manifest);
  summary.manifest = *std::move(manifest);
  const std::string why = why_not_judged_again(run_directory, summary.manifest);
  if (!why.empty()) {
    return fail(ErrorCode::kCorrupt,
                "{} cannot be judged again: {}; its results stay as they are, see {}/summary.json",
                run_directory, why, run_directory);
  }
  if (const auto whole = check_traces_whole(run_directory, summary.manifest); !whole)
    return propagate(whole);
  Result<RunDatabase> database =
      RunDatabase::create(run_directory + "/run.sqlite", summary.manifest);
  if (!database) return propagate(database);
  RunAnalysis analysis(summary, *std::move(database), options);
  for (const std::string& strategy : summary.manifest.strategies) {
    // An interrupted run has traces of the strategies it came to.
    if (!std::filesystem::exists(fmt::format("{}/trace/{}", run_directory, strategy))) continue;
    Result<void> added = analysis.add(strategy);
    if (!added) return propagate(added);
  }
  Result<void> finished = analysis.finish();
  if (!finished) return propagate(finished);
  return summary;
}

}  // namespace lastwrite

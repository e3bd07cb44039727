#include "scenarios/live/live_run.h"

#include <csignal>

#include "region/base/system_clock.h"
#include "scenarios/engine/temporary_directory.h"
#include "scenarios/experiment/file_driver_trace.h"
#include "scenarios/live/live_cluster.h"
#include "scenarios/live/watched_strategy.h"

namespace lastwrite {
namespace {

std::vector<std::string> region_arguments(const Scenario& scenario) {
  return {"--stamps",      std::string(stamp_rule_text(scenario.stamps)),
          "--granularity", std::string(granularity_text(scenario.granularity)),
          "--durability",  std::string(durability_name(scenario.durability)),
          "--coalesce",    scenario.coalesce ? "50ms" : "0ms",
          "--ttl-sweep",   duration_text(scenario.ttl_sweep),
          "--seed",        fmt::format("{}", scenario.seed)};
}

std::string why_incomplete(const ExperimentOutcome& outcome) {
  if (outcome.stopped) return "interrupted";
  if (!outcome.lost.empty())
    return fmt::format("region {} was lost without a fault", outcome.lost.front());
  if (outcome.error) return outcome.error->message;
  return {};
}

// What a console shows of the strategy with this index, before anything has happened.
ShownRun shown_run(const LiveRunOptions& options, std::size_t index) {
  const Scenario& scenario = options.scenario;
  ShownRun run{scenario.name, scenario.question};
  run.strategy = strategy_name(scenario.strategies[index].kind);
  run.number = index + 1;
  run.of = scenario.strategies.size();
  run.phase = "setup";
  if (scenario.granularity == Granularity::kAttribute)
    run.remark =
        "Conflicts are resolved by attributes, and the counts here are of whole items: the report "
        "judges by attributes.";
  if (options.console != nullptr) run.done = options.console->results();
  return run;
}

}  // namespace

// One strategy on its own regions and its own loop.
class LiveRun::StrategyRun {
 public:
  StrategyRun(const LiveRunOptions& options, std::size_t index, const std::string& data_directory,
              FileDriverTrace trace, std::function<void(const Progress&)> on_progress)
      : options_(options),
        strategy_(options.scenario.strategies[index]),
        trace_(std::move(trace)),
        on_progress_(std::move(on_progress)),
        cluster_(cluster_options(data_directory), loop_) {
    if (options.console == nullptr) return;
    watched_ = std::make_unique<WatchedStrategy>(
        *options.console, WatchedParts{loop_, cluster_, trace_}, options.scenario,
        shown_run(options, index), trace_directory());
  }

  LiveOutcome run() {
    loop_.on_signal({SIGINT, SIGTERM, SIGHUP}, [this](int) { interrupt(); });
    cluster_.start([this](Result<void> started) {
      if (finishing_) return;
      if (!started) return finish(started.error().message);
      begin_experiment();
    });
    loop_.run();
    return std::move(outcome_);
  }

 private:
  std::string trace_directory() const { return options_.directory.trace_folder(strategy_.kind); }

  LiveClusterOptions cluster_options(const std::string& data_directory) {
    LiveClusterOptions out;
    out.executable = options_.executable;
    out.regions = options_.scenario.regions;
    out.data_directory = data_directory;
    out.trace_directory = trace_directory();
    out.log_directory = options_.directory.log_folder(strategy_.kind);
    out.region_arguments = region_arguments(options_.scenario);
    out.on_region_lost = [this](const RegionName& region, const std::string& why) {
      lost_ = why;
      if (watched_) watched_->region_lost(region, why);
      if (experiment_) experiment_->region_lost(region);
    };
    return out;
  }

  void begin_experiment() {
    if (watched_) watched_->start();
    Cluster& cluster = watched_ ? watched_->cluster() : cluster_;
    DriverTrace& trace = watched_ ? watched_->trace() : trace_;
    experiment_ = std::make_unique<Experiment>(
        options_.scenario, strategy_, ExperimentRuntime{loop_, clock_, cluster, trace},
        ExperimentCallbacks{on_progress_, [this](const ExperimentOutcome& outcome) {
                              const std::string why = why_incomplete(outcome);
                              finish(!why.empty() && !lost_.empty() ? lost_ : why);
                            }});
    experiment_->start();
  }

  // The first signal ends the run in order, the second at once (the regions go with their leashes).
  void interrupt() {
    if (std::exchange(outcome_.interrupted, true)) return loop_.stop();
    if (experiment_) return experiment_->stop();
    finish("interrupted");
  }

  void finish(const std::string& why) {
    if (std::exchange(finishing_, true)) return;
    outcome_.incomplete = why;
    if (watched_ && experiment_) watched_->end();
    cluster_.stop([this] { loop_.stop(); });
  }

  const LiveRunOptions& options_;
  const StrategySpec& strategy_;
  SystemClock clock_;
  AsioScheduler loop_;
  FileDriverTrace trace_;
  std::function<void(const Progress&)> on_progress_;
  LiveCluster cluster_;
  std::unique_ptr<WatchedStrategy> watched_;
  std::unique_ptr<Experiment> experiment_;
  LiveOutcome outcome_;
  std::string lost_;  // why a region ended that should not have
  bool finishing_ = false;
};

Result<LiveOutcome> LiveRun::run() {
  // Holds on to the signals between strategies, when no strategy's loop does: nothing is left half
  // removed.
  AsioScheduler between;
  bool interrupted = false;
  between.on_signal({SIGINT, SIGTERM, SIGHUP}, [&interrupted](int) { interrupted = true; });
  const std::vector<StrategySpec>& strategies = options_.scenario.strategies;
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    const StrategySpec& strategy = strategies[i];
    auto data = TemporaryDirectory::make(options_.directory.path() + "/data");
    if (!data) return propagate(data);
    auto trace = FileDriverTrace::create(
        options_.directory.trace_folder(strategy.kind) + "/driver.lwtrace", SystemClock().now());
    if (!trace) return propagate(trace);
    if (options_.console != nullptr)
      options_.console->hide(
          fmt::format("The regions of {} are being started.", strategy_name(strategy.kind)));
    StrategyRun run(options_, i, data->path(), std::move(*trace), [&](const Progress& progress) {
      on_progress_({strategy.kind, i, strategies.size(), progress});
    });
    LiveOutcome outcome = run.run();
    if (outcome.interrupted || !outcome.incomplete.empty()) return outcome;
    between.poll();
    if (interrupted) return LiveOutcome{true, "interrupted"};
  }
  return LiveOutcome{};
}

}  // namespace lastwrite

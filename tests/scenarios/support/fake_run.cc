#include "tests/scenarios/support/fake_run.h"

#include "analysis/ledger/rivals.h"
#include "analysis/trace/history_builder.h"
#include "proto/trace.pb.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

class BuildingTrace final : public DriverTrace {
 public:
  explicit BuildingTrace(HistoryBuilder& builder) : builder_(builder) {}

  void write(const v1::TraceEvent& event) override { builder_.add("driver", event); }
  Result<void> flush() override { return {}; }

 private:
  HistoryBuilder& builder_;
};

}  // namespace

FakeRun::FakeRun(const Scenario& scenario, const StrategySpec& strategy) {
  ManualScheduler scheduler;
  FakeCluster cluster(scheduler, scenario);
  HistoryBuilder builder(scenario.regions);
  BuildingTrace trace(builder);
  cluster.on_event = [&](const RegionName& region, const v1::TraceEvent& event) {
    builder.add(region.text, event);
  };
  Experiment experiment(
      scenario, strategy, {scheduler, scheduler, cluster, trace},
      {.on_progress = {}, .on_done = [&](const ExperimentOutcome& o) { outcome_ = o; }});
  experiment.start();
  scheduler.run_for(scenario.warm_up + scenario.duration + 60s);
  history_ = std::move(builder).finish();
  const Evidence evidence(history_);
  ledger_ = judge(evidence);
  tally_ = lastwrite::tally(evidence, ledger_, find_rivals(evidence, ledger_));
}

std::size_t FakeRun::bookkeeping() const {
  std::size_t count = 0;
  for (const Operation& o : history_.operations) count += o.acknowledged() && o.bookkeeping;
  return count;
}

std::size_t FakeRun::bookkeeping_lost() const {
  std::size_t count = 0;
  for (std::size_t o = 0; o < history_.operations.size(); ++o) {
    count += history_.operations[o].bookkeeping && is_lost(ledger_.operations[o]);
  }
  return count;
}

}  // namespace lastwrite

// The shipped scenarios over a cluster in memory: each phase fits, each ends quiet.
#include <cstdlib>

#include "proto/trace.pb.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/experiment/experiment.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

class CountingTrace final : public DriverTrace {
 public:
  void write(const v1::TraceEvent& event) override {
    if (event.has_complete() && event.complete().outcome() == v1::Complete::UNKNOWN) ++unknown;
    if (event.has_invoke()) ++requests;
  }
  Result<void> flush() override { return {}; }

  int unknown = 0;
  int requests = 0;
};

struct TaskEnding {
  ExperimentOutcome outcome;
  Duration took{0};
  int requests = 0;
};

TaskEnding run(const Scenario& scenario, const StrategySpec& strategy) {
  ManualScheduler scheduler;
  FakeCluster cluster(scheduler, scenario);
  CountingTrace trace;
  TaskEnding ending;
  const TrueTime start = scheduler.now();
  Experiment experiment(scenario, strategy, {scheduler, scheduler, cluster, trace},
                        {.on_progress = {}, .on_done = [&](const ExperimentOutcome& outcome) {
                           ending.outcome = outcome;
                           ending.took = scheduler.now() - start;
                         }});
  experiment.start();
  scheduler.run_for(120s);
  ending.requests = trace.requests;
  return ending;
}

class ShippedRuns : public ::testing::TestWithParam<const char*> {};

TEST_P(ShippedRuns, EndQuietSoonAfterTheMeasurement) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  if (root == nullptr) FAIL() << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  const Result<Scenario> scenario =
      load_scenario(fmt::format("{}/scenarios/{}", root, GetParam()), {});
  ASSERT_TRUE(scenario) << scenario.error().message;
  for (const StrategySpec& strategy : scenario->strategies) {
    SCOPED_TRACE(strategy_name(strategy.kind));
    const TaskEnding ending = run(*scenario, strategy);
    EXPECT_TRUE(ending.outcome.quiesced);
    EXPECT_GT(ending.requests, 100);
    EXPECT_LT(ending.took, scenario->warm_up + scenario->duration + 9s);
    RecordProperty(std::string(strategy_name(strategy.kind)), duration_text(ending.took));
    fmt::print("{} {}: {} requests, {:.1f} s\n", GetParam(), strategy_name(strategy.kind),
               ending.requests, to_seconds(ending.took));
  }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedRuns,
                         ::testing::Values("first-replication", "concurrent-puts", "lost-counter",
                                           "version-check-across-regions", "clock-skew",
                                           "partition-and-heal", "region-crash", "home-region",
                                           "riak-2013", "hot-counter", "split-brain",
                                           "strategies-compared", "one-region", "clocks-decide",
                                           "version-aba", "deletes-come-back", "roaming-sessions",
                                           "torn-transactions"));

}  // namespace
}  // namespace lastwrite

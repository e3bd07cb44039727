// When a run lets items expire: from set-up until it is to come to rest, and never unasked.
#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/engine/scenario_loader.h"
#include "scenarios/experiment/experiment.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

class NoTrace final : public DriverTrace {
 public:
  void write(const v1::TraceEvent&) override {}
  Result<void> flush() override { return {}; }
};

std::vector<std::string> orders_with(const std::string& life, const std::string& faults = "[]") {
  const auto scenario = load_scenario_text(
      "name: lives\nregions: [a, b]\ntable: {name: Sessions, key: {user: S}}\nduration: 2s\n"
      "network: {latency: 40ms}\nstrategies: [blind-put]\nworkload: {operation: put}\n",
      "lives.yaml", {.sets = {"workload.time_to_live=" + life, "faults=" + faults}});
  EXPECT_TRUE(scenario) << scenario.error().message;
  ManualScheduler scheduler;
  FakeCluster cluster(scheduler, *scenario);
  NoTrace trace;
  bool quiesced = false;
  Experiment experiment(*scenario, scenario->strategies[0], {scheduler, scheduler, cluster, trace},
                        {.on_progress = {}, .on_done = [&](const ExperimentOutcome& outcome) {
                           quiesced = outcome.quiesced;
                         }});
  experiment.start();
  scheduler.run_for(30s);
  EXPECT_TRUE(quiesced);
  return cluster.orders;
}

std::vector<std::string> about_lives(std::vector<std::string> orders) {
  std::erase_if(orders, [](const std::string& one) { return !one.starts_with("time to live"); });
  return orders;
}

TEST(Lives, ItemsExpireFromSetUpUntilTheRunIsToComeToRest) {
  const std::vector<std::string> orders = orders_with("3s", "[{at: 1s, for: 500ms, kill: a}]");
  EXPECT_EQ(about_lives(orders), (std::vector<std::string>{"time to live ttl", "time to live "}));
  EXPECT_EQ(orders.back(), "time to live ") << "behind all that faults have ordered";
}

TEST(Lives, NobodyIsAskedForThemUnlessTheScenarioHasThem) {
  EXPECT_TRUE(about_lives(orders_with("0s")).empty());
}

}  // namespace
}  // namespace lastwrite

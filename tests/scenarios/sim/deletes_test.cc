// Tasks that delete: on the condition that the strategy's put would have had, and with what comes
// of deletes and puts that meet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/campaign/recorded_schedule.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

Scenario deleting(const std::string& workload, const std::string& strategy = "blind-put") {
  const auto loaded = load_scenario_text(
      "name: deleting\nregions: [a, b]\ntable: {name: Orders, key: {o: S}}\n"
      "network: {latency: 100ms}\nduration: 2s\nstrategies: [" +
          strategy + "]\nworkload:\n  operation: put\n" + workload,
      "deleting.yaml", {});
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded.value();
}

JudgedRun judged_deletes(const Scenario& scenario) {
  auto run = simulate_and_judge(scenario, scenario.strategies[0], {});
  EXPECT_TRUE(run) << run.error().message;
  EXPECT_TRUE(run->summary.findings.empty()) << run->summary.findings.front();
  return *std::move(run);
}

TEST(Deletes, APutThatKnewNothingOfTheDeleteBringsTheItemBack) {
  const JudgedRun run =
      judged_deletes(deleting("  schedule:\n    - {at: 100ms, region: a, key: 1}\n"
                              "    - {at: 500ms, region: a, key: 1, delete: true}\n"
                              "    - {at: 550ms, region: b, key: 1}\n"));
  EXPECT_EQ(run.summary.numbers.anomalies.resurrected, 1U);
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_deletes, 0U);
  EXPECT_EQ(run.summary.numbers.count(Fate::kLostConcurrent), 1U);
}

TEST(Deletes, ADeleteTakesAPutAwayThatItKnewNothingOf) {
  const JudgedRun run =
      judged_deletes(deleting("  schedule:\n    - {at: 100ms, region: a, key: 1}\n"
                              "    - {at: 500ms, region: b, key: 1}\n"
                              "    - {at: 550ms, region: a, key: 1, delete: true}\n"));
  EXPECT_EQ(run.summary.numbers.anomalies.resurrected, 0U);
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_deletes, 1U);
}

TEST(Deletes, ADeleteThatKnewThePutAndAPutThatKnewTheDeleteLoseNothing) {
  const JudgedRun run =
      judged_deletes(deleting("  schedule:\n    - {at: 100ms, region: a, key: 1}\n"
                              "    - {at: 500ms, region: b, key: 1, delete: true}\n"
                              "    - {at: 900ms, region: a, key: 1}\n"));
  EXPECT_EQ(run.summary.numbers.lost_total(), 0U);
  EXPECT_EQ(run.summary.numbers.anomalies.resurrected, 0U);
}

TEST(Deletes, HoldTheConditionOfTheStrategy) {
  const JudgedRun run = judged_deletes(
      deleting("  think_time: 50ms\n  schedule:\n    - {at: 100ms, region: a, key: 1}\n"
               "    - {at: 500ms, region: a, key: 1, delete: true}\n"
               "    - {at: 510ms, region: a, key: 1, client: 1}\n",
               "version-check"));
  EXPECT_EQ(run.summary.numbers.condition_failures, 1U) << "of the put behind the delete";
  EXPECT_EQ(run.summary.numbers.lost_total(), 0U);
}

TEST(Deletes, AShareOfThePutsDeletesAndChangesNoArrival) {
  const std::string tasks =
      "  clients_per_region: 2\n  arrivals: poisson(20/s)\n  keys: uniform(5)\n";
  const JudgedRun some = judged_deletes(deleting(tasks + "  deletes: 30%\n"));
  const JudgedRun none = judged_deletes(deleting(tasks));
  std::size_t deletes = 0;
  ASSERT_EQ(some.run->history.operations.size(), none.run->history.operations.size());
  for (std::size_t i = 0; i < some.run->history.operations.size(); ++i) {
    const Operation& operation = some.run->history.operations[i];
    EXPECT_EQ(operation.intended, none.run->history.operations[i].intended);
    if (operation.kind == RequestKind::kDelete) ++deletes;
  }
  const double share =
      static_cast<double>(deletes) / static_cast<double>(some.run->history.operations.size());
  EXPECT_GT(share, 0.2);
  EXPECT_LT(share, 0.4);
}

TEST(Deletes, AreRecordedInSchedulesAndWrittenBack) {
  const Scenario scenario = deleting(
      "  clients_per_region: 2\n  arrivals: poisson(20/s)\n  keys: uniform(5)\n  deletes: 30%\n");
  const Scenario again = load_scenario_text(resolved_yaml(scenario), "again.yaml", {}).value();
  EXPECT_EQ(again, scenario);
  const JudgedRun run = judged_deletes(scenario);
  const Scenario written = with_recorded_schedule(scenario, run.run->history);
  EXPECT_TRUE(deletes(written.workload));
  EXPECT_EQ(written.workload.deletes_ppm, 0U);
  EXPECT_EQ(load_scenario_text(resolved_yaml(written), "written.yaml", {}).value(), written);
  const JudgedRun repeated = judged_deletes(written);
  EXPECT_EQ(repeated.summary.numbers.anomalies.resurrected,
            run.summary.numbers.anomalies.resurrected);
}

TEST(Deletes, AreOfPutsAlone) {
  const auto loaded = load_scenario_text(
      "name: x\nregions: [a]\ntable: {name: Orders, key: {o: S}}\nduration: 1s\n"
      "strategies: [atomic-add]\nworkload:\n  operation: increment\n  deletes: 5%\n",
      "x.yaml", {});
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("only a workload of puts deletes"));
  const auto both = load_scenario_text(
      "name: x\nregions: [a]\ntable: {name: Orders, key: {o: S}}\nduration: 1s\n"
      "strategies: [blind-put]\nworkload:\n  operation: put\n  schedule:\n"
      "    - {at: 0ms, region: a, key: 1, read: true, delete: true}\n",
      "x.yaml", {});
  ASSERT_FALSE(both);
  EXPECT_THAT(both.error().message,
              HasSubstr("x.yaml:9: a task reads, deletes, or puts another item also"));
}

}  // namespace
}  // namespace lastwrite

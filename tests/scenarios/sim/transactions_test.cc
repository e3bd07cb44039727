// Tasks that put two items in one transaction: together where they are made, apart where they
// arrive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/campaign/recorded_schedule.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

Result<Scenario> load_transfers(const std::string& workload,
                                const std::string& more = "strategies: [blind-put]\n") {
  return load_scenario_text(
      "name: transfers\nregions: [a, b]\ntable: {name: Orders, key: {o: S}}\n"
      "network: {latency: 100ms}\nduration: 2s\n" +
          more + "workload:\n" + workload,
      "transfers.yaml", {});
}

JudgedRun judged_transfers(const Scenario& scenario) {
  auto run = simulate_and_judge(scenario, scenario.strategies[0], {});
  EXPECT_TRUE(run) << run.error().message;
  EXPECT_TRUE(run->summary.findings.empty()) << run->summary.findings.front();
  return *std::move(run);
}

constexpr const char* kTwoTransfers = R"(  operation: put
  schedule:
    - {at: 500ms, region: a, key: 1, also: 2}
    - {at: 550ms, region: b, key: 2, also: 3}
)";

TEST(Transactions, AreTornWhereOneOfTheirItemsMeetsARival) {
  const JudgedRun run = judged_transfers(load_transfers(kTwoTransfers).value());
  const Tally& numbers = run.summary.numbers;
  EXPECT_EQ(numbers.attempted, 2U);
  EXPECT_EQ(numbers.acknowledged, 4U) << "each of them two writes";
  EXPECT_EQ(numbers.anomalies.transactions, 2U);
  EXPECT_EQ(numbers.anomalies.torn, 1U) << "of the first the second half is lost";
  EXPECT_EQ(numbers.count(Fate::kLostConcurrent), 1U);
}

TEST(Transactions, AreWholeInTheirOwnRegion) {
  const JudgedRun run = judged_transfers(
      load_transfers(
          "  operation: put\n  schedule:\n    - {at: 500ms, region: a, key: 1, also: 2}\n"
          "    - {at: 501ms, region: a, key: 2, also: 3}\n")
          .value());
  EXPECT_EQ(run.summary.numbers.anomalies.transactions, 2U);
  EXPECT_EQ(run.summary.numbers.anomalies.torn, 0U);
}

TEST(Transactions, OfOneRegionAreAcceptedAtOneMoment) {
  const JudgedRun run = judged_transfers(load_transfers(kTwoTransfers).value());
  const History& history = run.run->history;
  ASSERT_EQ(history.operations.size(), 4U);
  for (const std::size_t first : {0U, 2U}) {
    const Operation& one = history.operations[first];
    const Operation& other = history.operations[first + 1];
    EXPECT_EQ(one.task, other.task);
    EXPECT_EQ(history.versions[one.version].accepted_at,
              history.versions[other.version].accepted_at);
    EXPECT_NE(history.versions[one.version].item, history.versions[other.version].item);
  }
}

TEST(Transactions, AreRecordedInSchedulesAndWrittenBack) {
  const Scenario scenario =
      load_transfers(
          "  operation: put\n  clients_per_region: 2\n  arrivals: poisson(20/s)\n"
          "  keys: uniform(5)\n  transactions: 50%\n")
          .value();
  EXPECT_EQ(load_scenario_text(resolved_yaml(scenario), "again.yaml", {}).value(), scenario);
  const JudgedRun run = judged_transfers(scenario);
  EXPECT_GT(run.summary.numbers.anomalies.torn, 0U);
  const Scenario written = with_recorded_schedule(scenario, run.run->history);
  EXPECT_TRUE(transacts(written.workload));
  EXPECT_EQ(written.workload.transactions_ppm, 0U);
  EXPECT_EQ(load_scenario_text(resolved_yaml(written), "written.yaml", {}).value(), written);
  EXPECT_EQ(judged_transfers(written).summary.numbers.anomalies.torn,
            run.summary.numbers.anomalies.torn);
}

TEST(Transactions, WhatCannotBeOneIsToldWithItsLine) {
  const auto error = [](const std::string& workload, const std::string& more) {
    const auto loaded = load_transfers(workload, more);
    return loaded ? "loaded" : loaded.error().message;
  };
  const std::string blind = "strategies: [blind-put]\n";
  EXPECT_THAT(error("  operation: put\n  transactions: 5%\n", "strategies: [version-check]\n"),
              HasSubstr("transfers.yaml:6: version-check makes no transactions"));
  EXPECT_THAT(error("  operation: increment\n  transactions: 5%\n", blind),
              HasSubstr("only puts of whole items make transactions"));
  EXPECT_THAT(error("  operation: put\n  keys: uniform(1)\n  transactions: 5%\n", blind),
              HasSubstr("two keys at least"));
  EXPECT_THAT(
      error("  operation: put\n  schedule: [{at: 0ms, region: a, key: 1, also: 1}]\n", blind),
      HasSubstr("two different keys"));
}

}  // namespace
}  // namespace lastwrite

// What resolving conflicts by attributes keeps, and what it does not: the same clients, twice.
#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

constexpr const char* kHead = R"(name: granularity
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 80ms}
warm_up: 0s
duration: 20s
)";

constexpr const char* kDisjoint = R"(
workload:
  operation: put
  attributes: 2
  schedule:
    - {at: 1000ms, region: us-east-1, key: 1, attribute: 1}
    - {at: 1010ms, region: eu-west-1, key: 1, attribute: 2}
    - {at: 2000ms, region: us-east-1, key: 1, attribute: 1}
    - {at: 2010ms, region: eu-west-1, key: 1, attribute: 2}
    - {at: 2020ms, region: us-east-1, key: 1, attribute: 1}
)";

constexpr const char* kFields = R"(
workload: {clients_per_region: 2, arrivals: poisson(8/s), keys: uniform(4), operation: put,
           attributes: 8, reads: 10%, think_time: 10ms}
)";

constexpr const char* kCounter = R"(
workload: {clients_per_region: 2, arrivals: poisson(8/s), keys: uniform(4), think_time: 10ms}
)";

JudgedRun run(const std::string& body, const std::string& strategy, Granularity granularity,
              const std::string& more = "") {
  const std::string text =
      kHead + body +
      fmt::format("conflicts: {{granularity: {}}}\n", granularity_text(granularity)) +
      fmt::format("strategies: [{}]\n", strategy) + more;
  const Result<Scenario> scenario = load_scenario_text(text, "granularity.yaml", {});
  EXPECT_TRUE(scenario) << scenario.error().message;
  Result<JudgedRun> judged = simulate_and_judge(*scenario, scenario->strategies[0], {});
  EXPECT_TRUE(judged) << judged.error().message;
  EXPECT_TRUE(judged->summary.converged);
  for (const std::string& finding : judged->summary.findings) ADD_FAILURE() << finding;
  return *std::move(judged);
}

std::uint64_t lost(const JudgedRun& judged) {
  return judged.summary.numbers.lost_total();
}

TEST(Granularity, WritesOfDifferentAttributesAreLostByItemsAndKeptByAttributes) {
  const JudgedRun items = run(kDisjoint, "blind-put", Granularity::kItem);
  EXPECT_EQ(items.summary.numbers.acknowledged, 5U);
  EXPECT_EQ(lost(items), 2U);
  EXPECT_EQ(items.summary.numbers.anomalies.disjoint_losses, 2U);
  const JudgedRun attributes = run(kDisjoint, "blind-put", Granularity::kAttribute);
  EXPECT_EQ(attributes.summary.numbers.acknowledged, 5U);
  EXPECT_EQ(lost(attributes), 0U);
  EXPECT_EQ(attributes.summary.numbers.rival.hits, 0U);
}

TEST(Granularity, ByAttributesOnlyWritesOfTheSameAttributeCollide) {
  for (const char* strategy : {"blind-put", "atomic-add", "version-check"}) {
    SCOPED_TRACE(strategy);
    const JudgedRun items = run(kFields, strategy, Granularity::kItem);
    const JudgedRun attributes = run(kFields, strategy, Granularity::kAttribute);
    EXPECT_GT(items.summary.numbers.acknowledged, 400U);
    EXPECT_GT(lost(items), 3 * lost(attributes));
    EXPECT_GT(lost(attributes), 0U);
  }
}

// It puts the whole item that it read, and so writes attributes that others have changed since.
TEST(Granularity, APutOfWhatWasReadUndoesMoreThanItMeantTo) {
  const JudgedRun sets = run(kFields, "blind-put", Granularity::kAttribute);
  const JudgedRun puts = run(kFields, "read-modify-write", Granularity::kAttribute);
  EXPECT_GT(lost(puts), lost(sets));
  EXPECT_GT(puts.summary.numbers.count(Fate::kLostLocal), 0U);
}

TEST(Granularity, ACounterIsLostAllTheSame) {
  for (const char* strategy : {"atomic-add", "version-check", "read-modify-write"}) {
    SCOPED_TRACE(strategy);
    for (const Granularity granularity : {Granularity::kItem, Granularity::kAttribute}) {
      const JudgedRun judged = run(kCounter, strategy, granularity);
      EXPECT_GT(judged.summary.numbers.lost.estimate, 0.1);
      EXPECT_EQ(judged.summary.numbers.counter_drift, static_cast<std::int64_t>(lost(judged)));
    }
  }
}

TEST(Granularity, ByAttributesTokensAndFatesSayTheSame) {
  const std::string append = R"(
workload: {clients_per_region: 2, arrivals: poisson(8/s), keys: uniform(4), operation: append}
clocks: {us-east-1: {offset: 300ms}}
)";
  for (const char* strategy : {"read-modify-write", "atomic-add", "version-check-etag"}) {
    SCOPED_TRACE(strategy);
    // A contradiction would be a finding.
    EXPECT_GT(lost(run(append, strategy, Granularity::kAttribute)), 100U);
  }
}

TEST(Granularity, FatesHoldThroughPartitionsCrashesSkewAndCoalescing) {
  const std::string trouble = R"(
clocks: {us-east-1: {offset: 200ms}}
replication: {coalesce: true}
faults:
  - {at: 3s, for: 4s, partition: [[us-east-1], [eu-west-1]]}
  - {at: 9s, for: 1s, kill: us-east-1}
  - {at: 12s, for: 1s, kill: {region: eu-west-1, lose_unsynced: true}}
)";
  for (const char* strategy : {"blind-put", "version-check", "lock-then-write"}) {
    SCOPED_TRACE(strategy);
    run(kFields, strategy, Granularity::kAttribute, trouble);
  }
}

}  // namespace
}  // namespace lastwrite

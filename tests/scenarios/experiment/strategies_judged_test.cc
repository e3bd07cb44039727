// What strategies lose over a cluster in memory with lag and a partition, as the ledger sees it.
#include <algorithm>
#include <map>

#include "scenarios/engine/scenario_loader.h"
#include "tests/scenarios/support/fake_run.h"

namespace lastwrite {
namespace {

constexpr const char* kCutOff = R"yaml(name: cut-off
regions: [us-east-1, eu-west-1, ap-northeast-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 40ms, pipeline: 100ms}
workload: {clients_per_region: 3, arrivals: poisson(10/s), keys: uniform(8), think_time: 5ms}
strategies: [blind-put, {lock-then-write: {lock: perfect}}]
warm_up: 0ms
duration: 8s
faults: [{at: 2s, for: 3s, partition: [[eu-west-1], [us-east-1, ap-northeast-1]]}]
)yaml";

Scenario load(const Overrides& overrides) {
  Result<Scenario> loaded = load_scenario_text(kCutOff, "cut-off.yaml", overrides);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *std::move(loaded);
}

FakeRun run(const std::string& strategy, std::vector<std::string> sets = {}) {
  const Scenario scenario = load({.sets = std::move(sets), .strategies = {strategy}});
  return {scenario, scenario.strategies[0]};
}

FakeRun run_leased() {
  const Scenario scenario = load({.strategies = {"lock-then-write"}});
  StrategySpec leased = scenario.strategies[0];
  leased.lock = LockKind::kLease;
  return {scenario, leased};
}

void expect_sound(const FakeRun& run) {
  EXPECT_TRUE(run.outcome().quiesced);
  EXPECT_TRUE(run.ledger().converged);
  EXPECT_TRUE(run.ledger().findings.empty()) << run.ledger().findings.front();
  EXPECT_GT(run.tally().acknowledged, 500u);
}

// An ADD that lives on in a later one of its region is included in it, so nothing is lost.
TEST(StrategiesJudged, ACounterWithAnItemPerRegionLosesNothing) {
  const FakeRun crdt = run("crdt-counter");
  expect_sound(crdt);
  EXPECT_EQ(crdt.tally().lost_total(), 0u);
  EXPECT_EQ(crdt.tally().counter_drift, 0);
  EXPECT_EQ(crdt.tally().anomalies.wrong_winners, 0u);
  EXPECT_EQ(crdt.tally().anomalies.items_written, 8u);
  const FakeRun add = run("atomic-add");
  expect_sound(add);
  EXPECT_GT(add.tally().lost_total(), 100u);
  EXPECT_EQ(*add.tally().counter_drift, static_cast<std::int64_t>(add.tally().lost_total()));
}

TEST(StrategiesJudged, AnItemPerWriteLosesNothing) {
  const FakeRun append = run("append-only");
  expect_sound(append);
  EXPECT_EQ(append.tally().lost_total(), 0u);
  EXPECT_EQ(append.tally().counter_drift, 0);
  EXPECT_EQ(append.tally().anomalies.wrong_winners, 0u);
  EXPECT_EQ(append.tally().anomalies.items_written, 8u);
}

TEST(StrategiesJudged, SiblingItemsFitEveryKindOfKeyWithRoom) {
  for (const char* key : {"{orderId: B}", "{orderId: N, slot: S}", "{orderId: S, line: N}"}) {
    for (const char* strategy : {"crdt-counter", "append-only"}) {
      SCOPED_TRACE(fmt::format("{} {}", key, strategy));
      const FakeRun judged = run(strategy, {fmt::format("table.key={}", key)});
      expect_sound(judged);
      EXPECT_EQ(judged.tally().lost_total(), 0u);
      EXPECT_EQ(judged.tally().counter_drift, 0);
    }
  }
}

// While eu-west-1 is slow, its clients are not told of writes that happen all the same.
TEST(StrategiesJudged, CounterDriftIsThatOfTheWholeKey) {
  const FakeRun append = run("append-only", {"request_timeout=10ms",
                                             "faults=[{at: 2s, for: 2s, slow_disk: {region: "
                                             "eu-west-1, delay: 20ms}}]"});
  expect_sound(append);
  EXPECT_GT(append.tally().recovered, 20u);
  EXPECT_EQ(append.tally().counter_drift, -static_cast<std::int64_t>(append.tally().recovered));
}

// A task is inside from the grant of the mutex to the answer of its write.
TEST(StrategiesJudged, UnderThePerfectLockNoTwoTasksOverlapOnAKey) {
  const FakeRun locked = run("lock-then-write");
  expect_sound(locked);
  const History& history = locked.history();
  std::map<std::uint32_t, std::uint64_t> inside;  // the task at each key
  for (const ClientStep& step : history.steps) {
    const Operation& o = history.operations[step.operation];
    if (step.begins || o.outcome != Outcome::kOk) continue;
    if (o.kind == RequestKind::kLock) {
      EXPECT_EQ(inside[o.item], 0u);
      inside[o.item] = o.task;
    } else if (o.is_write()) {
      EXPECT_EQ(inside[o.item], o.task);
      inside[o.item] = 0;
    }
  }
  EXPECT_GT(locked.tally().lost_total(), 50u);
}

// One key and a long think time: most tasks are still in the queue when the run ends.
TEST(StrategiesJudged, NobodyWaitsForTheMutexAfterTheLastCall) {
  const FakeRun locked = run(
      "lock-then-write", {"workload.keys=uniform(1)", "workload.think_time=400ms", "faults=[]"});
  EXPECT_TRUE(locked.outcome().quiesced);
  EXPECT_GT(locked.tally().gave_up, 100u);
  EXPECT_EQ(locked.tally().acknowledged + locked.tally().gave_up, locked.tally().attempted);
  const std::vector<PhaseMark>& phases = locked.history().phases;
  EXPECT_LT(phases.back().at - phases.front().at, Duration(8s + 6s));
}

TEST(StrategiesJudged, ALeaseThatRunsOutBeforeTheWriteProtectsNothing) {
  Scenario scenario =
      load({.sets = {"workload.think_time=300ms", "workload.keys=uniform(100)", "faults=[]"},
            .strategies = {"lock-then-write"}});
  StrategySpec& strategy = scenario.strategies[0];
  strategy.lock = LockKind::kLease;
  strategy.lease = 2s;
  const auto lost_locally = [&] {
    return FakeRun(scenario, strategy).tally().count(Fate::kLostLocal);
  };
  const std::uint64_t held = lost_locally();
  strategy.lease = 10ms;
  EXPECT_GT(lost_locally(), 2 * held);
}

TEST(StrategiesJudged, ALeaseInTheSameTableIsHeldByTwoRegionsAtOnce) {
  const FakeRun leased = run_leased();
  expect_sound(leased);
  EXPECT_GT(leased.tally().count(Fate::kLostConcurrent), 50u);
  EXPECT_GT(leased.bookkeeping(), leased.tally().acknowledged);
  EXPECT_GT(leased.bookkeeping_lost(), 0u);
}

// Leases are no part of any count: one write acknowledged for each task.
TEST(StrategiesJudged, LeasesAreNotCountedAsWritesOfTheWorkload) {
  const Tally leased = run_leased().tally();
  const Tally plain = run("read-modify-write").tally();
  EXPECT_EQ(leased.attempted, plain.attempted);
  EXPECT_EQ(leased.acknowledged + leased.gave_up, leased.attempted);
  EXPECT_EQ(leased.requests, leased.acknowledged);
  EXPECT_EQ(leased.condition_failures, 0u);
  EXPECT_EQ(leased.anomalies.items_written, 8u);
}

}  // namespace
}  // namespace lastwrite

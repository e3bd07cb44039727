// A scenario in virtual time, whole: it ends, it repeats, and nothing depends on the store.
#include "scenarios/sim/simulate.h"

#include <fstream>

#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr char kSimulated[] = R"(
name: small
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: exponential(mean=60ms)}
workload: {clients_per_region: 2, arrivals: poisson(20/s), keys: uniform(10), operation: increment,
           think_time: 5ms}
strategies: [version-check, blind-put]
warm_up: 200ms
duration: 4s
faults:
  - {at: 1s, for: 500ms, partition: [[us-east-1], [eu-west-1]]}
  - {at: 2s, for: 800ms, kill: eu-west-1}
)";

class Simulate : public testing::Test {
 protected:
  Scenario scenario(std::uint64_t seed = 1) {
    const std::string path = directory_.file("scenario.yaml");
    std::ofstream(path) << kSimulated;
    Overrides overrides;
    overrides.seed = seed;
    Result<Scenario> loaded = load_scenario(path, overrides);
    EXPECT_TRUE(loaded) << loaded.error().message;
    return *loaded;
  }
  static SimOutcome run(const Scenario& scenario, const SimOptions& options = {}) {
    Result<SimOutcome> outcome = simulate(scenario, scenario.strategies[0], options);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return *std::move(outcome);
  }

  TempDirectory directory_;
};

TEST_F(Simulate, ARunComesToRestAndTakesItsVirtualTime) {
  const SimOutcome outcome = run(scenario());
  EXPECT_TRUE(outcome.experiment.quiesced);
  EXPECT_FALSE(outcome.experiment.error.has_value());
  EXPECT_GT(outcome.virtual_time, 4200ms);
  EXPECT_LT(outcome.virtual_time, 20s);
  EXPECT_GT(outcome.trajectory.length(), 500U);
}

TEST_F(Simulate, TheSameSeedTakesTheSamePath) {
  EXPECT_EQ(run(scenario(7)).trajectory.value(), run(scenario(7)).trajectory.value());
}

TEST_F(Simulate, AnotherSeedTakesAnotherPath) {
  EXPECT_NE(run(scenario(7)).trajectory.value(), run(scenario(8)).trajectory.value());
}

TEST_F(Simulate, SqliteAndMemoryTakeTheSamePath) {
  const SimOutcome memory = run(scenario());
  const SimOutcome sqlite =
      run(scenario(), {.store = {SimStoreKind::kSqlite, directory_.path().string()}});
  EXPECT_EQ(memory.trajectory.text(), sqlite.trajectory.text());
  EXPECT_EQ(memory.trajectory.length(), sqlite.trajectory.length());
}

TEST_F(Simulate, AStoreThatCannotBeOpenedIsAnErrorAndNotACrash) {
  const Scenario small = scenario();
  const Result<SimOutcome> outcome =
      simulate(small, small.strategies[0],
               {.store = {SimStoreKind::kSqlite, directory_.file("missing/folder")}});
  ASSERT_FALSE(outcome);
}

TEST_F(Simulate, EveryRequestIsAnsweredAlsoWhenItsRegionIsKilled) {
  std::map<std::uint64_t, int> open;
  int broken = 0;
  run(scenario(), {.listener = [&](const TraceSource&, const v1::TraceEvent& event) {
        if (event.has_invoke()) ++open[event.invoke().operation()];
        if (!event.has_complete()) return;
        --open[event.complete().operation()];
        broken += event.complete().error() == "unavailable" ? 1 : 0;
      }});
  EXPECT_GT(open.size(), 100U);
  EXPECT_GT(broken, 0);
  for (const auto& [operation, answers_missing] : open) EXPECT_EQ(answers_missing, 0) << operation;
}

TEST_F(Simulate, ArrivalsAndKeysAreTheSameForEveryStrategy) {
  const Scenario small = scenario();
  const auto tasks_of = [&](const StrategySpec& strategy) {
    std::map<std::pair<std::string, std::int64_t>, std::string> tasks;  // (region, intended) → key
    const auto listener = [&](const TraceSource&, const v1::TraceEvent& event) {
      if (!event.has_invoke()) return;
      const v1::Invoke& invoke = event.invoke();
      tasks[{invoke.client_region(), invoke.intended_ns()}] = invoke.key();
    };
    EXPECT_TRUE(simulate(small, strategy, {.listener = listener}));
    return tasks;
  };
  EXPECT_EQ(tasks_of(small.strategies[0]), tasks_of(small.strategies[1]));
}

TEST_F(Simulate, InterruptedItEndsEarlyAndSaysSo) {
  const SimOutcome outcome = run(scenario(), {.interrupted = [] { return true; }});
  EXPECT_TRUE(outcome.experiment.stopped);
  EXPECT_LT(outcome.virtual_time, 4s);
}

}  // namespace
}  // namespace lastwrite

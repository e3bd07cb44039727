// Runs that count: the lean executor where it can, the full simulation where it must.
#include "scenarios/campaign/counted_run.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/run_directory.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr char kScenario[] = R"(
name: counted
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 60ms}
workload: {clients_per_region: 2, arrivals: poisson(40/s), keys: uniform(10), operation: increment,
           think_time: 5ms}
strategies: [version-check, append-only]
warm_up: 200ms
duration: 20s
expect: [version-check.lost_update_rate > 1%, converged]
)";

class CountedRun : public testing::Test {
 protected:
  Scenario scenario() {
    const std::string path = directory_.file("scenario.yaml");
    std::ofstream(path) << kScenario;
    Result<Scenario> loaded = load_scenario(path, {});
    EXPECT_TRUE(loaded) << loaded.error().message;
    return *loaded;
  }
  std::string run_directory(const Scenario& scenario) {
    RunFacts facts;
    facts.runtime = "sim";
    const auto made = RunDirectory::create(directory_.file("runs"), scenario, facts);
    EXPECT_TRUE(made) << made.error().message;
    return made->path();
  }

  TempDirectory directory_;
};

TEST_F(CountedRun, SaysWhichExecutorRanEachStrategy) {
  const Scenario counted = scenario();
  const Result<Summary> summary = run_counted(counted, run_directory(counted), {});
  ASSERT_TRUE(summary) << summary.error().message;
  ASSERT_EQ(summary->strategies.size(), 2U);
  EXPECT_EQ(summary->strategies[0].executor, "lean");
  EXPECT_EQ(summary->strategies[1].executor, "full");
  EXPECT_EQ(summary->verdict, Verdict::kOk) << summary->verdict_reason;
}

TEST_F(CountedRun, WritesASummaryAndNoTrace) {
  const Scenario counted = scenario();
  const std::string run = run_directory(counted);
  ASSERT_TRUE(run_counted(counted, run, {}));
  std::ifstream json(run + "/summary.json");
  const std::string text((std::istreambuf_iterator<char>(json)), {});
  EXPECT_NE(text.find(R"("executor":"lean")"), std::string::npos);
  EXPECT_NE(text.find(R"("histogram")"), std::string::npos);
  EXPECT_FALSE(std::ifstream(run + "/run.sqlite").good());
}

TEST_F(CountedRun, TheLeanSummaryIsThatOfTheFullSimulation) {
  const Scenario counted = scenario();
  const StrategySpec& strategy = counted.strategies[0];
  const Result<LeanOutcome> lean = simulate_lean(counted, strategy, {});
  const Result<JudgedRun> full = simulate_and_judge(counted, strategy, {});
  ASSERT_TRUE(lean && full);
  const StrategySummary summary =
      summarise_lean("version-check", counted, manifest_of(counted), *lean);
  EXPECT_EQ(summary.numbers.fates, full->summary.numbers.fates);
  EXPECT_EQ(summary.convergence, full->summary.convergence);
  ASSERT_EQ(summary.lag.rows.size(), full->summary.lag.rows.size());
  for (std::size_t i = 0; i < summary.lag.rows.size(); ++i) {
    EXPECT_EQ(summary.lag.rows[i].count, full->summary.lag.rows[i].count);
    EXPECT_EQ(summary.lag.rows[i].max, full->summary.lag.rows[i].max);
    EXPECT_EQ(summary.lag.rows[i].p50, full->summary.lag.rows[i].p50);  // a constant lag is the max
  }
}

TEST_F(CountedRun, InterruptedItKeepsWhatIsFinishedAndKnowsNothingMore) {
  const Scenario counted = scenario();
  const std::string directory = run_directory(counted);
  int strategies = 0;
  const auto summary = run_counted(counted, directory,
                                   {.interrupted = [&] { return strategies == 2; },
                                    .on_strategy = [&](std::string_view) { ++strategies; }});
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->strategies.size(), 1U);
  EXPECT_EQ(summary->verdict, Verdict::kUnknown);
  EXPECT_EQ(summary->verdict_reason, "interrupted");
  EXPECT_EQ(summary->manifest.incomplete, "interrupted");
  EXPECT_TRUE(std::filesystem::exists(directory + "/summary.json"));
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/judged_run.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "analysis/report/summarise.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

Scenario shipped(const std::string& name) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  EXPECT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  return load_scenario(fmt::format("{}/scenarios/{}", root, name), {}).value();
}

TEST(JudgedRun, AShippedScenarioIsJudgedWithoutContradictions) {
  const Scenario scenario = shipped("lost-counter");
  for (const StrategySpec& strategy : scenario.strategies) {
    const Result<JudgedRun> judged = simulate_and_judge(scenario, strategy, {});
    ASSERT_TRUE(judged) << judged.error().message;
    EXPECT_TRUE(judged->summary.converged);
    EXPECT_TRUE(judged->summary.findings.empty()) << judged->summary.findings.front();
    EXPECT_GT(judged->summary.numbers.acknowledged, 300U);
  }
}

TEST(JudgedRun, ClosedFormsAreAtHandAsInARunDirectory) {
  const Scenario scenario = shipped("concurrent-puts");
  const Result<JudgedRun> judged = simulate_and_judge(scenario, scenario.strategies[0], {});
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->summary.theory.size(), 4U);
}

TEST(JudgedRun, InterruptedItIsAnError) {
  const Scenario scenario = shipped("lost-counter");
  const auto judged =
      simulate_and_judge(scenario, scenario.strategies[0], {.interrupted = [] { return true; }});
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error().message, "interrupted");
}

}  // namespace
}  // namespace lastwrite

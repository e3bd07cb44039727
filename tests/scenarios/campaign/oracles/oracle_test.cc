// The oracles' own arithmetic, that all their cases load, and that a wrong simulator does not pass.
#include "scenarios/campaign/oracles/oracle.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/oracles/oracle_text.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

Result<Scenario> load(const std::string& name, const std::vector<std::string>& sets) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  EXPECT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  return load_scenario(fmt::format("{}/scenarios/{}", root, name), {.sets = sets});
}

Estimate estimate(double value, double low, double high) {
  return {.value = value, .low = low, .high = high, .seeds = 5};
}

TEST(Oracles, AgreeWithin999PercentAndTheReferencesOwnUncertainty) {
  EXPECT_TRUE(agrees(estimate(0.10, 0.09, 0.11), 0.116, 0));
  EXPECT_FALSE(agrees(estimate(0.10, 0.09, 0.11), 0.118, 0));
  EXPECT_TRUE(agrees(estimate(0.10, 0.09, 0.11), 0.118, 0.002));
  EXPECT_FALSE(agrees(Estimate{}, 0.1, 1)) << "nothing measured is no agreement";
}

TEST(Oracles, EveryCaseLoadsAndRunsItsStrategy) {
  for (const OracleCase& one : oracle_cases()) {
    const Result<Scenario> scenario = load(one.scenario, one.sets);
    ASSERT_TRUE(scenario) << one.setting << ": " << scenario.error().message;
    EXPECT_THAT(scenario->strategies, testing::Contains(testing::Truly([&](const auto& strategy) {
                  return strategy_name(strategy.kind) == one.strategy;
                })))
        << one.setting;
    EXPECT_TRUE(one.closed_forms || !one.questions.empty());
  }
}

TEST(Oracles, ACaseHoldsAndAWrongExpectationDoesNot) {
  std::vector<OracleCase> cases = oracle_cases();
  const auto found = std::find_if(cases.begin(), cases.end(), [](const OracleCase& one) {
    return one.setting == "ρ = 1, N = 3";
  });
  ASSERT_NE(found, cases.end());
  const auto rows = measure(*found, {.load = load, .seeds = 2});
  ASSERT_TRUE(rows) << rows.error().message;
  for (const OracleRow& row : *rows) EXPECT_TRUE(row.holds) << row.what;
  for (OracleQuestion& question : found->questions) question.expected += 0.05;
  const auto wrong = measure(*found, {.load = load, .seeds = 2});
  ASSERT_TRUE(wrong);
  for (const OracleRow& row : *wrong) EXPECT_FALSE(row.holds) << row.what;
  EXPECT_THAT(oracle_text(*wrong, {}), testing::HasSubstr("✗"));
  EXPECT_THAT(oracle_json(*wrong), testing::HasSubstr("\"holds\":false"));
}

TEST(Oracles, ABadSettingIsAnErrorAndNotARow) {
  OracleCase one = oracle_cases().front();
  one.sets = {"network.latncy=1ms"};
  const auto rows = measure(one, {.load = load, .seeds = 2});
  ASSERT_FALSE(rows);
  EXPECT_THAT(rows.error().message, testing::HasSubstr("latncy"));
}

}  // namespace
}  // namespace lastwrite

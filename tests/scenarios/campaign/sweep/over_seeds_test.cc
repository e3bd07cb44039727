// Several seeds, in pairs.
#include "scenarios/campaign/sweep/over_seeds.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

Scenario small() {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  EXPECT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  return load_scenario(fmt::format("{}/scenarios/strategies-compared", root),
                       {.sets = {"duration=3s", "expect=[converged]", "seed=5",
                                 "strategies=[read-modify-write, version-check, atomic-add]"}})
      .value();
}

TEST(OverSeeds, DifferencesAreOfPairsAndNarrowerThanTheRatesThemselves) {
  const auto over = run_over_seeds(small(), {.seeds = 12});
  ASSERT_TRUE(over) << over.error().message;
  EXPECT_EQ(over->first_seed, 5U);
  ASSERT_EQ(over->strategies.size(), 3U);
  EXPECT_FALSE(over->strategies[0].difference.value) << "the first is what others differ from";
  const StrategyOverSeeds& check = over->strategies[1];
  EXPECT_LT(*check.difference.high, 0) << "a version check loses less than none";
  const double paired = *check.difference.high - *check.difference.low;
  const double alone = *check.lost.high - *check.lost.low;
  EXPECT_LT(paired, alone);
  EXPECT_EQ(check.not_converged, 0U);
}

TEST(OverSeeds, TheTextFitsATerminalAndTheJsonHasEveryStrategy) {
  const auto over = run_over_seeds(small(), {.seeds = 2});
  ASSERT_TRUE(over);
  EXPECT_THAT(over_seeds_text(*over, {}), testing::HasSubstr("Over seeds 5 to 6, in pairs"));
  EXPECT_THAT(over_seeds_json(*over), testing::HasSubstr("\"name\":\"atomic-add\""));
}

TEST(OverSeeds, SeedsDoNotWrapAround) {
  Scenario scenario = small();
  scenario.seed = UINT64_MAX - 1;
  const auto over = run_over_seeds(scenario, {.seeds = 4});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, ErrorCode::kUsage);
}

TEST(OverSeeds, AnErrorNamesItsSeedAndTheCommandThatRepeatsIt) {
  const auto over = run_over_seeds(small(), {.seeds = 2, .interrupted = [] { return true; }});
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().message, "seed 5: interrupted (repeat it with --sim --seed 5)");
}

}  // namespace
}  // namespace lastwrite

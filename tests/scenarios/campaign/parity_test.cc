#include "scenarios/campaign/parity.h"

#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

const std::pair kPair{RegionName("us-east-1"), RegionName("eu-west-1")};

Interval counted(std::uint64_t hits, std::uint64_t trials, double effect = 1) {
  Interval interval = wilson_interval(static_cast<double>(hits), static_cast<double>(trials));
  interval.hits = hits;
  interval.trials = trials;
  interval.design_effect = effect;
  return interval;
}

ParitySide side(std::vector<Interval> runs) {
  ParitySide side;
  side.losses["version-check"].runs = std::move(runs);
  side.lags[kPair] = {80ms, 80ms, 81ms};
  return side;
}

LossParity compare(const ParitySide& live, const ParitySide& simulated) {
  return compare_sides(live, simulated).losses.at(0);
}

TEST(Parity, NearRatesAgree) {
  const LossParity row = compare(side({counted(20, 200)}), side({counted(230, 2000)}));
  EXPECT_EQ(row.outcome, Verdict::kOk);
  EXPECT_DOUBLE_EQ(row.live.estimate, 0.1);
  EXPECT_DOUBLE_EQ(row.simulated.estimate, 0.115);
  EXPECT_TRUE(row.live.contains(0.115));
}

TEST(Parity, FarRatesDoNot) {
  const LossParity row = compare(side({counted(20, 200)}), side({counted(500, 2000)}));
  EXPECT_EQ(row.outcome, Verdict::kViolated);
  EXPECT_LT(row.z, -1.96);
}

TEST(Parity, NothingLostOnEitherSideAgrees) {
  EXPECT_EQ(compare(side({counted(0, 200)}), side({counted(0, 2000)})).outcome, Verdict::kOk);
}

TEST(Parity, TheDesignEffectWidensWhatAgrees) {
  EXPECT_EQ(compare(side({counted(30, 200)}), side({counted(200, 2000)})).outcome,
            Verdict::kViolated);
  EXPECT_EQ(compare(side({counted(30, 200, 3)}), side({counted(200, 2000)})).outcome, Verdict::kOk);
}

TEST(Parity, SoDoSimulatedRunsThatDifferFromOneAnother) {
  const ParitySide even = side(
      {counted(20, 200), counted(21, 200), counted(19, 200), counted(20, 200), counted(20, 200)});
  const ParitySide uneven = side(
      {counted(5, 200), counted(40, 200), counted(10, 200), counted(35, 200), counted(10, 200)});
  EXPECT_EQ(compare(side({counted(36, 200)}), even).outcome, Verdict::kViolated);
  const LossParity row = compare(side({counted(36, 200)}), uneven);
  EXPECT_EQ(row.outcome, Verdict::kOk);
  EXPECT_GT(row.live.design_effect, 5);
}

TEST(Parity, IsUnknownWhereNothingWasAcknowledgedOrNothingConverged) {
  EXPECT_EQ(compare(side({counted(0, 0)}), side({counted(1, 10)})).outcome, Verdict::kUnknown);
  EXPECT_EQ(compare(ParitySide{}, side({counted(1, 10)})).why, "nothing was acknowledged live");
  ParitySide broken = side({counted(1, 10)});
  broken.losses["version-check"].converged = false;
  EXPECT_EQ(compare(broken, side({counted(1, 10)})).why, "the live run did not converge");
}

TEST(Parity, OneDisagreementOutweighsEverything) {
  ParitySide live = side({counted(20, 200)});
  ParitySide simulated = side({counted(500, 2000)});
  live.losses["blind-put"].runs = {counted(0, 0)};
  EXPECT_EQ(compare_sides(live, simulated).verdict, Verdict::kViolated);
  simulated.losses["version-check"].runs = {counted(200, 2000)};
  EXPECT_EQ(compare_sides(live, simulated).verdict, Verdict::kUnknown);
  live.losses.erase("blind-put");
  EXPECT_EQ(compare_sides(live, simulated).verdict, Verdict::kOk);
}

TEST(Parity, LagsAreToldAndNotJudged) {
  ParitySide live = side({counted(20, 200)});
  live.lags[kPair] = {90ms, 91ms, 92ms};
  const ParityReport report = compare_sides(live, side({counted(200, 2000)}));
  ASSERT_EQ(report.lags.size(), 1U);
  EXPECT_EQ(report.lags[0].distance, 1);
  EXPECT_EQ(report.lags[0].live_median, 91ms);
  EXPECT_EQ(report.verdict, Verdict::kOk);
  EXPECT_NE(parity_text(report).find("they agree"), std::string::npos);
  EXPECT_NE(parity_json(report).find("\"ks_distance\":1E0"), std::string::npos);
}

TEST(Parity, ASimulationAgreesWithSimulationsOfOtherSeeds) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  ASSERT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  Scenario scenario =
      load_scenario(fmt::format("{}/scenarios/partition-and-heal", root), {}).value();
  ParitySide one;
  ParitySide others;
  for (std::uint64_t seed = 100; seed < 108; ++seed) {
    scenario.seed = seed;
    const auto judged = simulate_and_judge(scenario, scenario.strategies[0], {});
    ASSERT_TRUE(judged) << judged.error().message;
    (seed == 100 ? one : others).add(*judged->run);
  }
  const ParityReport report = compare_sides(one, others);
  EXPECT_EQ(report.verdict, Verdict::kOk) << parity_text(report);
  EXPECT_EQ(report.lags.size(), 6U);
  for (const LagParity& row : report.lags) EXPECT_EQ(row.live_median, row.sim_median);
}

}  // namespace
}  // namespace lastwrite

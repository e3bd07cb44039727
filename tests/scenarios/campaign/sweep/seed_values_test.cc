#include "scenarios/campaign/sweep/seed_values.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

StrategySummary summary(std::uint64_t lost, std::uint64_t acknowledged, bool converged = true) {
  StrategySummary out;
  out.converged = converged;
  out.numbers.acknowledged = acknowledged;
  out.numbers.lost = wilson_interval(static_cast<double>(lost), static_cast<double>(acknowledged));
  out.numbers.lost.hits = lost;
  out.numbers.lost.trials = acknowledged;
  return out;
}

Estimate estimate(const std::string& metric, const std::vector<StrategySummary>& seeds) {
  SeedValues values;
  for (const StrategySummary& seed : seeds) values.add(metric, seed);
  return values.estimate();
}

TEST(SeedValues, LossesArePooledOverSeeds) {
  const Estimate rate = estimate("lost_update_rate", {summary(1, 10), summary(0, 90)});
  EXPECT_DOUBLE_EQ(*rate.value, 0.01);
  EXPECT_DOUBLE_EQ(*rate.high, wilson_interval(1, 100).high);
}

TEST(SeedValues, CountsAreAveraged) {
  const Estimate count = estimate("acknowledged", {summary(0, 10), summary(0, 20)});
  EXPECT_DOUBLE_EQ(*count.value, 15);
  EXPECT_EQ(count.seeds, 2U);
}

TEST(SeedValues, TruthsAreSharesOfSeeds) {
  EXPECT_DOUBLE_EQ(*estimate("converged", {summary(0, 1), summary(0, 1, false)}).value, 0.5);
}

TEST(SeedValues, SeedsWithoutAValueAreLeftOut) {
  const Estimate rate = estimate("lost_update_rate", {summary(1, 10), summary(5, 10, false)});
  EXPECT_DOUBLE_EQ(*rate.value, 0.1);
  EXPECT_EQ(rate.seeds, 1U);
  EXPECT_EQ(estimate("write_p99", {summary(0, 10)}), Estimate());
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/estimate.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Estimate, StudentsQuantilesAreThoseOfTheTables) {
  EXPECT_NEAR(t_quantile(1), 12.706, 1e-3);
  EXPECT_NEAR(t_quantile(9), 2.2622, 1e-4);
  EXPECT_NEAR(t_quantile(30), 2.0423, 1e-4);
  EXPECT_NEAR(t_quantile(40), 2.0211, 1e-4);
  EXPECT_NEAR(t_quantile(120), 1.9799, 1e-4);
  EXPECT_NEAR(t_quantile(31), 2.0395, 1e-4);
}

TEST(Estimate, AMeanHasTheTIntervalOverSeeds) {
  const Estimate mean = mean_estimate({1, 2, 3});
  EXPECT_DOUBLE_EQ(*mean.value, 2);
  EXPECT_NEAR(*mean.low, 2 - 4.3027 / std::sqrt(3.0), 1e-9);
  EXPECT_NEAR(*mean.high, 2 + 4.3027 / std::sqrt(3.0), 1e-9);
  EXPECT_EQ(mean.seeds, 3U);
}

TEST(Estimate, OneSeedGivesAMeanAndNoInterval) {
  const Estimate mean = mean_estimate({7});
  EXPECT_DOUBLE_EQ(*mean.value, 7);
  EXPECT_FALSE(mean.low);
  EXPECT_FALSE(mean.high);
}

TEST(Estimate, NoSeedGivesNothing) {
  EXPECT_EQ(mean_estimate({}), Estimate());
  EXPECT_EQ(share_estimate({}), Estimate());
  EXPECT_EQ(share_estimate({{{0, 0}, 1}}), Estimate());
  EXPECT_EQ(truth_estimate({}), Estimate());
}

TEST(Estimate, SharesArePooledNotAveraged) {
  const Estimate share = share_estimate({{{1, 10}, 1}, {{0, 90}, 1}});
  EXPECT_DOUBLE_EQ(*share.value, 0.01);
  const Interval wilson = wilson_interval(1, 100);
  EXPECT_DOUBLE_EQ(*share.low, wilson.low);
  EXPECT_DOUBLE_EQ(*share.high, wilson.high);
}

TEST(Estimate, FewSeedsTakeOverTheDesignEffectOfTheirRuns) {
  const Estimate share = share_estimate({{{10, 100}, 4}, {{30, 100}, 4}});
  const Interval wilson = wilson_interval(10, 50);
  EXPECT_DOUBLE_EQ(*share.value, 0.2);
  EXPECT_DOUBLE_EQ(*share.low, wilson.low);
  EXPECT_DOUBLE_EQ(*share.high, wilson.high);
}

TEST(Estimate, ManySeedsAreTheClustersThemselves) {
  std::vector<SeedShare> seeds;
  std::vector<ClusterCount> clusters;
  for (std::uint64_t i = 0; i < 12; ++i) {
    clusters.push_back({i % 2 == 0 ? 1U : 29U, 100});
    seeds.push_back({clusters.back(), 1});
  }
  const Interval expected = share_interval(clusters);
  const Estimate share = share_estimate(seeds);
  EXPECT_GT(expected.design_effect, 5);
  EXPECT_DOUBLE_EQ(*share.value, 0.15);
  EXPECT_DOUBLE_EQ(*share.low, expected.low);
  EXPECT_DOUBLE_EQ(*share.high, expected.high);
}

TEST(Estimate, ATruthIsTheShareOfSeeds) {
  const Estimate truth = truth_estimate({1, 1, 1, 0});
  EXPECT_DOUBLE_EQ(*truth.value, 0.75);
  EXPECT_DOUBLE_EQ(*truth.low, wilson_interval(3, 4).low);
  EXPECT_EQ(truth.seeds, 4U);
}

}  // namespace
}  // namespace lastwrite

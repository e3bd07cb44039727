#include "scenarios/campaign/two_samples.h"

#include <cmath>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using Samples = std::vector<Duration>;

TEST(KolmogorovSmirnov, EqualSamplesAreAtDistanceZero) {
  EXPECT_EQ(ks_distance({1ms, 2ms, 3ms}, {3ms, 1ms, 2ms}), 0);
  EXPECT_EQ(ks_distance({5ms, 5ms}, {5ms}), 0);
}

TEST(KolmogorovSmirnov, SamplesThatDoNotOverlapAreAtDistanceOne) {
  EXPECT_EQ(ks_distance({1ms, 2ms}, {3ms, 4ms, 5ms}), 1);
  EXPECT_EQ(ks_distance({80600us}, Samples(100, 80ms)), 1);
}

TEST(KolmogorovSmirnov, IsTheGreatestGapOfTheTwoStepFunctions) {
  EXPECT_DOUBLE_EQ(ks_distance({1ms, 2ms, 3ms}, {2ms, 3ms, 4ms}), 1.0 / 3);
  // At 2 ms: 3/4 of the one, 1/4 of the other.
  EXPECT_DOUBLE_EQ(ks_distance({1ms, 1ms, 2ms, 9ms}, {2ms, 3ms, 4ms, 9ms}), 0.5);
}

TEST(KolmogorovSmirnov, TiesCountOnBothSidesBeforeTheyAreCompared) {
  EXPECT_DOUBLE_EQ(ks_distance({1ms, 1ms, 1ms, 2ms}, {1ms, 2ms}), 0.25);
}

TEST(KolmogorovSmirnov, TheCriticalDistanceIsThatOfTheTables) {
  // 1.358 · sqrt((n + m) / (n · m)).
  EXPECT_NEAR(ks_critical(100, 100), 0.1920, 0.0005);
  EXPECT_NEAR(ks_critical(50, 200), 0.2147, 0.0005);
  EXPECT_EQ(ks_critical(1, 1), 1);
}

TEST(TwoProportions, TheStatisticIsThatOfTextbooks) {
  // 30 of 100 against 20 of 100: pooled 0.25, standard error 0.06124.
  EXPECT_NEAR(two_proportions_z({.share = 0.3, .trials = 100}, {.share = 0.2, .trials = 100}),
              1.633, 0.001);
  EXPECT_EQ(two_proportions_z({.share = 0, .trials = 10}, {.share = 0, .trials = 500}), 0);
  EXPECT_EQ(two_proportions_z({.share = 1, .trials = 10}, {.share = 1, .trials = 500}), 0);
}

TEST(TwoProportions, CriticalValuesAreThoseOfTheNormalDistribution) {
  EXPECT_NEAR(normal_critical(0.05), 1.95996, 1e-4);
  EXPECT_NEAR(normal_critical(0.05 / 3), 2.39398, 1e-4);
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/crossing.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Crossing, FollowsAPowerLawBetweenLosses) {
  EXPECT_NEAR(first_crossing({{1, 0.01}, {10, 0.1}}, 0.03)->rate, 3, 1e-9);
  EXPECT_NEAR(first_crossing({{1, 0.01}, {2, 0.04}}, 0.0225)->rate, 1.5, 1e-9);
}

TEST(Crossing, FollowsALineFromNoLoss) {
  EXPECT_NEAR(first_crossing({{1, 0}, {2, 0.1}}, 0.05)->rate, 1.5, 1e-9);
}

TEST(Crossing, TheFirstCounts) {
  EXPECT_LT(first_crossing({{1, 0.01}, {2, 0.03}, {3, 0.01}, {4, 0.03}}, 0.02)->rate, 2);
}

TEST(Crossing, OutsideOfThePointsItSaysSo) {
  EXPECT_TRUE(first_crossing({{1, 0.1}, {2, 0.2}}, 0.05)->before_first);
  EXPECT_TRUE(first_crossing({{1, 0.1}, {2, 0.2}}, 0.5)->after_last);
  EXPECT_EQ(first_crossing({{1, 0.1}, {2, 0.2}}, 0.5)->rate, 2);
  EXPECT_FALSE(first_crossing({}, 0.5));
}

}  // namespace
}  // namespace lastwrite

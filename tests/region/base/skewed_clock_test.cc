#include "region/base/skewed_clock.h"

#include <gtest/gtest.h>

#include "region/base/manual_clock.h"

namespace lastwrite {
namespace {

class SkewedClockTest : public testing::Test {
 protected:
  ManualClock base_;
  SkewedClock clock_{base_};
};

TEST_F(SkewedClockTest, IsRightUntilItIsSet) {
  base_.advance(1min);
  EXPECT_EQ(clock_.offset(), 0ns);
  EXPECT_EQ(clock_.wall_now(), base_.wall_now());
}

TEST_F(SkewedClockTest, AnOffsetMovesWallTimeAndNotTrueTime) {
  clock_.set({.offset = -30ms});
  base_.advance(1min);
  EXPECT_EQ(clock_.wall_now() - base_.wall_now(), -30ms);
  EXPECT_EQ(clock_.now(), base_.now());
}

TEST_F(SkewedClockTest, DriftGrowsWithTrueTimeFromTheMomentItIsSet) {
  base_.advance(1min);
  clock_.set({.offset = 10ms, .drift_ppm = 200});
  EXPECT_EQ(clock_.offset(), 10ms);
  base_.advance(10s);
  EXPECT_EQ(clock_.offset(), 12ms);
  base_.advance(10s);
  EXPECT_EQ(clock_.offset(), 14ms);
}

TEST_F(SkewedClockTest, ASlowClockLosesTime) {
  clock_.set({.drift_ppm = -50});
  base_.advance(100s);
  EXPECT_EQ(clock_.offset(), -5ms);
  EXPECT_GT(clock_.wall_now(), WallTime{1'800'000'000'000'000'000}) << "it still goes forward";
}

TEST_F(SkewedClockTest, AStepKeepsTheDriftAndWhatItHasGained) {
  clock_.set({.offset = 0ms, .drift_ppm = 1000});
  base_.advance(1s);
  clock_.step(-5ms);
  EXPECT_EQ(clock_.offset(), -4ms);
  base_.advance(1s);
  EXPECT_EQ(clock_.offset(), -3ms);
}

TEST_F(SkewedClockTest, SettingItAgainForgetsTheDriftGainedSoFar) {
  clock_.set({.drift_ppm = 1000});
  base_.advance(10s);
  clock_.set({.offset = 1ms});
  EXPECT_EQ(clock_.offset(), 1ms);
  base_.advance(10s);
  EXPECT_EQ(clock_.offset(), 1ms);
}

TEST_F(SkewedClockTest, APeriodicClockSwingsAroundItsOffset) {
  clock_.set({.offset = 1s, .periodic = {500ms, 10s}});
  EXPECT_EQ(clock_.offset(), 1s);
  base_.advance(2500ms);
  EXPECT_EQ(clock_.offset(), 1500ms);
  base_.advance(2500ms);
  EXPECT_EQ(clock_.offset(), 1s);
  base_.advance(2500ms);
  EXPECT_EQ(clock_.offset(), 500ms);
  base_.advance(1000 * 10s);
  EXPECT_EQ(clock_.offset(), 500ms) << "a whole number of periods later";
}

TEST_F(SkewedClockTest, AStepLeavesTheWaveWhereItIs) {
  clock_.set({.periodic = {500ms, 10s}});
  base_.advance(2500ms);
  clock_.step(-1s);
  EXPECT_EQ(clock_.offset(), -500ms);
  base_.advance(5s);
  EXPECT_EQ(clock_.offset(), -1500ms);
}

TEST_F(SkewedClockTest, NoiseIsOfEachReadingAndNotOfTheOffset) {
  clock_.set({.offset = 1s, .noise_sd = 5ms});
  EXPECT_EQ(clock_.offset(), 1s);
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto error =
        static_cast<double>((clock_.wall_now() - base_.wall_now() - Duration(1s)).count()) / 1e6;
    sum += error;
    squares += error * error;
  }
  EXPECT_NEAR(sum / 1e4, 0, 0.2);
  EXPECT_NEAR(squares / 1e4, 25, 2);
}

TEST_F(SkewedClockTest, TheSameNoiseStreamGivesTheSameReadings) {
  SkewedClock a(base_, Random(7));
  SkewedClock b(base_, Random(7));
  SkewedClock c(base_, Random(8));
  for (SkewedClock* clock : {&a, &b, &c}) clock->set({.noise_sd = 5ms});
  const WallTime first = a.wall_now();
  EXPECT_EQ(first, b.wall_now());
  EXPECT_NE(first, c.wall_now());
}

TEST_F(SkewedClockTest, FollowsItsBaseWhereThatSteps) {
  clock_.set({.offset = 1ms, .drift_ppm = 1000});
  base_.step_wall(-1s);
  EXPECT_EQ(clock_.offset(), 1ms) << "drift goes by true time";
  EXPECT_EQ(clock_.wall_now() - base_.wall_now(), 1ms);
}

}  // namespace
}  // namespace lastwrite

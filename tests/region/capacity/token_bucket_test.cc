#include "region/capacity/token_bucket.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

constexpr MicroUnits kUnit = 1'000'000;
constexpr TrueTime kBegin{};

// How many single units the bucket gives at this moment.
int units_left(TokenBucket bucket, TrueTime now) {
  int units = 0;
  for (; bucket.has_any(now); ++units) bucket.take(kUnit, now);
  return units;
}

TEST(TokenBucket, BeginsWithOneSecondsWorth) {
  EXPECT_EQ(units_left(TokenBucket(5, kBegin), kBegin), 5);
}

TEST(TokenBucket, KeepsWhatIsNotUsedForThreeHundredSeconds) {
  const TokenBucket bucket(5, kBegin);
  EXPECT_EQ(units_left(bucket, kBegin + 10s), 55);
  EXPECT_EQ(units_left(bucket, kBegin + 300s), 1'500);
  EXPECT_EQ(units_left(bucket, kBegin + 86'400s), 1'500);
}

TEST(TokenBucket, AnOverdrawnBucketGivesNothingUntilTheDebtHasFlowedIn) {
  TokenBucket bucket(5, kBegin);
  bucket.take(15 * kUnit, kBegin);  // 10 more than there are
  EXPECT_FALSE(bucket.has_any(kBegin + 2s));
  EXPECT_TRUE(bucket.has_any(kBegin + 2'001ms));
}

TEST(TokenBucket, InTheLongRunGivesWhatFlowsIn) {
  TokenBucket bucket(7, kBegin);
  int given = 0;
  for (TrueTime now = kBegin; now < kBegin + 100s; now = now + 333us) {
    if (!bucket.has_any(now)) continue;
    bucket.take(kUnit, now);
    ++given;
  }
  EXPECT_NEAR(given, 707, 1) << "7 at first, and 7 a second";
}

TEST(TokenBucket, ASlowFlowLosesNothingBetweenTwoLooks) {
  TokenBucket bucket(1, kBegin);
  bucket.take(kUnit, kBegin);
  for (int ns = 1; ns <= 1'000'000; ns += 7) bucket.has_any(kBegin + Duration(ns));
  bucket.take(MicroUnits{999}, kBegin + 1ms);
  EXPECT_TRUE(bucket.has_any(kBegin + 1ms)) << "a millisecond brings 1,000 micro-units";
}

TEST(TokenBucket, AnotherRateKeepsNoMoreThanItWould) {
  TokenBucket bucket(100, kBegin);
  bucket.set_rate(1, kBegin + 300s);
  EXPECT_EQ(units_left(bucket, kBegin + 300s), 300);
}

TEST(TokenBucket, TheGreatestRateDoesNotOverflow) {
  TokenBucket bucket(1'000'000'000, kBegin);
  bucket.take(kUnit, kBegin + 86'400s);
  EXPECT_TRUE(bucket.has_any(kBegin + 2 * 86'400s));
}

}  // namespace
}  // namespace lastwrite

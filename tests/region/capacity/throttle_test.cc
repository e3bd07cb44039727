#include "region/capacity/throttle.h"

#include <gtest/gtest.h>

#include "region/base/manual_clock.h"

namespace lastwrite {
namespace {

const CapacityId kWrites{TableName("Orders"), "", CapacityKind::kWrite};
const CapacityId kReads{TableName("Orders"), "", CapacityKind::kRead};

TEST(Throttle, ReadsWritesAndIndexesHaveTheirOwn) {
  ManualClock clock;
  Throttle throttle(clock);
  throttle.take(kWrites, 1, 1.0);
  EXPECT_FALSE(throttle.has_any(kWrites, 1));
  EXPECT_TRUE(throttle.has_any(kReads, 1));
  EXPECT_TRUE(throttle.has_any({TableName("Orders"), "by-state", CapacityKind::kWrite}, 1));
  EXPECT_TRUE(throttle.has_any({TableName("Others"), "", CapacityKind::kWrite}, 1));
  clock.advance(1s);
  EXPECT_TRUE(throttle.has_any(kWrites, 1));
}

TEST(Throttle, HalfUnitsAreHalf) {
  ManualClock clock;
  Throttle throttle(clock);
  throttle.take(kReads, 1, 0.5);
  EXPECT_TRUE(throttle.has_any(kReads, 1));
  throttle.take(kReads, 1, 0.5);
  EXPECT_FALSE(throttle.has_any(kReads, 1));
}

TEST(Throttle, ANewRateHoldsFromThenOn) {
  ManualClock clock;
  Throttle throttle(clock);
  throttle.take(kWrites, 1, 10.0);
  clock.advance(1s);
  EXPECT_FALSE(throttle.has_any(kWrites, 100));
  clock.advance(100ms);
  EXPECT_TRUE(throttle.has_any(kWrites, 100));
}

TEST(Throttle, CountsWhatWasSpentAndWhatWasRefused) {
  ManualClock clock;
  Throttle throttle(clock);
  throttle.take(kWrites, 1, 2.5);
  throttle.has_any(kWrites, 1);
  throttle.has_any(kWrites, 1);
  EXPECT_EQ(throttle.counts().at(kWrites).consumed, 2.5);
  EXPECT_EQ(throttle.counts().at(kWrites).throttled, 2U);
}

}  // namespace
}  // namespace lastwrite

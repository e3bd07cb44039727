#include "region/version/stamper.h"

#include <set>

#include <gtest/gtest.h>

#include "region/base/manual_clock.h"
#include "region/version/conflict.h"

namespace lastwrite {
namespace {

const RegionName kEurope("eu-west-1");
const RegionName kAmerica("us-east-1");

TEST(LastWriterWins, LaterTimeWinsWhateverTheCounter) {
  EXPECT_EQ(decide(Stamp{WallTime{10}, 7, kAmerica}, Stamp{WallTime{11}, 0, kEurope}),
            Decision::kInstall);
}

TEST(LastWriterWins, TieOnTimeIsBrokenByCounterThenByRegionName) {
  const Stamp europe{WallTime{10}, 1, kEurope};
  const Stamp america{WallTime{10}, 1, kAmerica};
  EXPECT_EQ(decide(europe, Stamp{WallTime{10}, 2, kEurope}), Decision::kInstall);
  EXPECT_EQ(decide(europe, america), Decision::kInstall);
  EXPECT_EQ(decide(america, europe), Decision::kDiscardOlder);
}

TEST(LastWriterWins, TheSameVersionIsADuplicate) {
  const Stamp stamp{WallTime{10}, 1, kEurope};
  EXPECT_EQ(decide(stamp, stamp), Decision::kDuplicate);
}

TEST(LastWriterWins, AnythingBeatsNothing) {
  EXPECT_EQ(decide(std::nullopt, Stamp{WallTime{-5}, 0, kEurope}), Decision::kInstall);
}

TEST(WallRule, FollowsTheClockBackwards) {
  ManualClock clock;
  Stamper stamper(StampRule::kWall, kEurope, clock);
  const Stamp before = stamper.next();
  clock.step_wall(-1s);
  EXPECT_LT(stamper.next(), before);
}

TEST(WallRule, NeverRepeatsAStampWhenTheClockStepsBackTwice) {
  ManualClock clock;
  Stamper stamper(StampRule::kWall, kEurope, clock);
  std::set<Stamp> given;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5; ++i) {
      EXPECT_TRUE(given.insert(stamper.next()).second);
      clock.advance(1ns);
    }
    clock.step_wall(-5ns);
  }
}

TEST(WallMonotonicRule, NeverGoesBackAtHome) {
  ManualClock clock;
  Stamper stamper(StampRule::kWallMonotonic, kEurope, clock);
  const Stamp before = stamper.next();
  clock.step_wall(-1s);
  const Stamp after = stamper.next();
  EXPECT_EQ(after.time - before.time, 1ns);
}

TEST(WallMonotonicRule, IgnoresWhatItReceives) {
  ManualClock clock;
  Stamper stamper(StampRule::kWallMonotonic, kEurope, clock);
  const Stamp remote{clock.wall_now() + 1s, 0, kAmerica};
  stamper.observe(remote);
  EXPECT_LT(stamper.next(), remote);
}

TEST(HlcRule, IsNeverBelowWhatItReceived) {
  ManualClock clock;
  Stamper stamper(StampRule::kHlc, kEurope, clock);
  const Stamp remote{clock.wall_now() + 1s, 3, kAmerica};
  stamper.observe(remote);
  const Stamp local = stamper.next();
  EXPECT_GT(local, remote);
  EXPECT_EQ(local.time, remote.time);
  EXPECT_EQ(local.counter, 4U);
}

TEST(HlcRule, ReturnsToTheClockOnceItHasCaughtUp) {
  ManualClock clock;
  Stamper stamper(StampRule::kHlc, kEurope, clock);
  stamper.observe(Stamp{clock.wall_now() + 1s, 3, kAmerica});
  clock.advance(2s);
  EXPECT_EQ(stamper.next(), (Stamp{clock.wall_now(), 0, kEurope}));
}

TEST(Stamper, ResumesAboveTheStampOfAnEarlierIncarnation) {
  for (const StampRule rule : {StampRule::kWallMonotonic, StampRule::kHlc}) {
    ManualClock clock;
    Stamper stamper(rule, kEurope, clock);
    const Stamp last{clock.wall_now() + 1s, 9, kEurope};
    stamper.resume(last);
    EXPECT_GT(stamper.next(), last) << stamp_rule_text(rule);
  }
}

TEST(StampRule, NamesRoundTrip) {
  for (const StampRule rule : {StampRule::kWall, StampRule::kWallMonotonic, StampRule::kHlc}) {
    EXPECT_EQ(parse_stamp_rule(stamp_rule_text(rule)), rule);
  }
  EXPECT_FALSE(parse_stamp_rule("lamport"));
}

TEST(StampText, ShowsTimeCounterAndRegion) {
  EXPECT_EQ(stamp_text(Stamp{WallTime{1'500'000'007}, 2, kEurope}), "1.500000007+2@eu-west-1");
  EXPECT_EQ(stamp_text(Stamp{WallTime{1'500'000'007}, 0, kEurope}), "1.500000007@eu-west-1");
}

}  // namespace
}  // namespace lastwrite

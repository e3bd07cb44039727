// Lean stamps are the stamps of region/version, under every rule and whatever the clock does.
#include "scenarios/lean/lean_stamp.h"

#include <gtest/gtest.h>

#include "region/base/clock.h"
#include "region/base/random.h"

namespace lastwrite {
namespace {

class SetClock final : public Clock {
 public:
  TrueTime now() const override { return TrueTime{}; }
  WallTime wall_now() const override { return wall; }
  WallTime wall;
};

TEST(LeanStamper, GivesTheStampsOfTheStamper) {
  for (const StampRule rule : {StampRule::kWall, StampRule::kWallMonotonic, StampRule::kHlc}) {
    SetClock clock;
    Stamper stamper(rule, RegionName("eu-west-1"), clock);
    LeanStamper lean(rule, 1);
    Random random(3);
    for (int i = 0; i < 2000; ++i) {
      clock.wall.ns +=
          static_cast<std::int64_t>(random.below(7)) - 2;  // also back, also not at all
      if (random.chance_ppm(300'000)) {
        const WallTime time{clock.wall.ns + static_cast<std::int64_t>(random.below(6)) - 3};
        const auto counter = static_cast<std::uint32_t>(random.below(4));
        stamper.observe({time, counter, RegionName("us-east-1")});
        lean.observe({time.ns, counter, 2});
      }
      const Stamp expected = stamper.next();
      const LeanStamp stamp = lean.next(clock.wall.ns);
      ASSERT_EQ(stamp.time_ns, expected.time.ns) << stamp_rule_text(rule) << ", stamp " << i;
      ASSERT_EQ(stamp.counter, expected.counter) << stamp_rule_text(rule) << ", stamp " << i;
    }
  }
}

TEST(LeanStamp, TiesOnTimeAndCounterGoToTheRegionWhoseNameIsGreater) {
  EXPECT_LT((LeanStamp{5, 0, 0}), (LeanStamp{5, 0, 1}));
  EXPECT_LT((LeanStamp{5, 0, 1}), (LeanStamp{5, 1, 0}));
  EXPECT_LT((LeanStamp{4, 9, 9}), (LeanStamp{5, 0, 0}));
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/live/live_limits.h"

namespace lastwrite {
namespace {

TEST(LiveLimits, APowerCutIsRefusedWithOneSentenceAndAKillIsNot) {
  Scenario scenario;
  scenario.faults.push_back({.at = 1s, .kind = KillFault{RegionName("a")}});
  EXPECT_TRUE(check_live(scenario));
  scenario.faults.push_back(
      {.at = 3s, .kind = KillFault{RegionName("b"), CrashMode::kLoseUnsynced}});
  const Result<void> checked = check_live(scenario);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::kUsage);
  EXPECT_THAT(checked.error().message,
              ::testing::StartsWith("the fault at 3s, power cut of b, needs the simulation"));
}

}  // namespace
}  // namespace lastwrite

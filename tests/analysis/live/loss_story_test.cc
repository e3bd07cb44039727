#include "analysis/live/loss_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr TrueTime at_ms(std::int64_t ms) {
  return TrueTime{ms * 1'000'000};
}

LostWrite race() {
  WriteFacts write{"Orders", "s:race", "a#1@eu-west-1", "put", WritePattern::kReadModifyWrite};
  write.at = at_ms(1'000);
  write.stamp = {WallTime{1'000'000'000}, 0, RegionName("eu-west-1")};
  write.derived = true;
  WriteFacts by = write;
  by.session = "b#2@us-east-1";
  by.at = at_ms(1'010);
  by.stamp = {WallTime{1'010'000'000}, 0, RegionName("us-east-1")};
  LostWrite loss;
  loss.number = 3;
  loss.write = std::make_shared<const WriteFacts>(write);
  loss.by = std::make_shared<const WriteFacts>(by);
  loss.displaced_at = at_ms(1'090);
  loss.told_at = at_ms(1'080);
  return loss;
}

std::string whole(const LostWrite& loss, const StoryContext& context = {}) {
  std::string text;
  for (const std::string& line : loss_story(loss, context)) text += line + "\n";
  return text;
}

TEST(LossStory, SaysWhoWroteWhatWhenAndWhere) {
  const std::string text = whole(race());
  EXPECT_THAT(text, HasSubstr("#3 read-modify-write lost [lost_concurrent]"));
  EXPECT_THAT(text, HasSubstr("00:00:01.000 UTC eu-west-1 accepts the put of Orders s:race"));
  EXPECT_THAT(text, HasSubstr("a#1@eu-west-1"));
  EXPECT_THAT(text, HasSubstr("b#2@us-east-1"));
}

TEST(LossStory, SaysWhyTheTwoDidNotKnowEachOther) {
  EXPECT_THAT(loss_reason(race(), {}), HasSubstr("it took 80.0 ms to get to eu-west-1, and 80.0"));
  EXPECT_THAT(loss_reason(race(), {}), HasSubstr("is 10.0 ms later"));
}

TEST(LossStory, NamesWhatWasDoneToTheClusterMeanwhile) {
  std::vector<Disturbance> done = {
      {"eu-west-1 was cut off", {RegionName("eu-west-1")}, at_ms(900), at_ms(1'005)},
      {"long over", {RegionName("eu-west-1")}, at_ms(1), at_ms(2)},
      {"elsewhere", {RegionName("ap-south-1")}, at_ms(900)}};
  const std::string why = loss_reason(race(), {.disturbances = &done});
  EXPECT_THAT(why, HasSubstr("Meanwhile: eu-west-1 was cut off."));
  EXPECT_THAT(why, Not(HasSubstr("long over")));
  EXPECT_THAT(why, Not(HasSubstr("elsewhere")));
}

TEST(LossStory, LinesAreAtMostAHundredColumnsWide) {
  for (const Fate fate :
       {Fate::kLostConcurrent, Fate::kLostLocal, Fate::kLostInverted, Fate::kLostOrphaned}) {
    LostWrite loss = race();
    loss.fate = fate;
    loss.root = loss.by;
    for (const std::string& line : loss_story(loss, {})) EXPECT_LE(line.size(), 100U) << line;
  }
}

}  // namespace
}  // namespace lastwrite

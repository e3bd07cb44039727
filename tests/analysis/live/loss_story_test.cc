#include "analysis/live/loss_story.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

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

// --- what would have prevented it ----------------------------------------------------------------

// The race with other patterns; `local`: in one region, which held the lost one.
LostWrite patterns(WritePattern write, WritePattern by, bool local = false) {
  LostWrite loss = race();
  WriteFacts lost = *loss.write, later = *loss.by;
  lost.pattern = write;
  later.pattern = by;
  for (WriteFacts* one : {&lost, &later}) {
    one->conditional = one->pattern == WritePattern::kConditional;
    one->kind = one->pattern == WritePattern::kBlindDelete ? "delete" : "put";
    one->derived = one->pattern != WritePattern::kBlindPut && one->kind != "delete";
  }
  if (local) {
    loss.fate = Fate::kLostLocal;
    later.stamp.region = lost.stamp.region;
    loss.told_at = lost.at;
  }
  loss.write = std::make_shared<const WriteFacts>(lost);
  loss.by = std::make_shared<const WriteFacts>(later);
  return loss;
}

constexpr WritePattern kPatterns[] = {WritePattern::kBlindPut,        WritePattern::kBlindDelete,
                                      WritePattern::kReadModifyWrite, WritePattern::kConditional,
                                      WritePattern::kUpdate,          WritePattern::kAtomicUpdate};

TEST(LossAdvice, BetweenRegionsNoPatternIsToldThatACheckAloneWouldHelp) {
  for (const WritePattern write : kPatterns) {
    for (const WritePattern by : kPatterns) {
      const std::string advice = loss_advice(patterns(write, by));
      EXPECT_THAT(advice, StartsWith("one home region")) << advice;
      EXPECT_THAT(advice, HasSubstr(write == WritePattern::kConditional &&
                                            by != WritePattern::kReadModifyWrite
                                        ? "could not: each region"
                                        : "would not: each region"));
    }
  }
  EXPECT_THAT(loss_advice(race()), HasSubstr("and a version check there"));
}

TEST(LossAdvice, ADeleteLostToAPutOnAbsenceIsToldToLeaveAMark) {
  const LostWrite loss = patterns(WritePattern::kBlindDelete, WritePattern::kConditional, true);
  EXPECT_THAT(loss_advice(loss), StartsWith("a mark in place of the delete"));
  EXPECT_THAT(loss_reason(loss, {}), HasSubstr("computed from the item's absence"));
}

TEST(LossAdvice, APutOnAbsenceLostToAnUncheckedOneIsSavedByACheckOfThatOne) {
  const LostWrite loss = patterns(WritePattern::kConditional, WritePattern::kReadModifyWrite, true);
  EXPECT_THAT(loss_advice(loss), StartsWith("a version check"));
}

TEST(LossAdvice, WhatARegionHadNotReceivedNoCheckThereFinds) {
  LostWrite loss = patterns(WritePattern::kBlindPut, WritePattern::kReadModifyWrite, true);
  loss.told_at = at_ms(1'011);  // after the later one was accepted
  EXPECT_THAT(loss_advice(loss), StartsWith("one home region for the reads and writes"));
  EXPECT_THAT(loss_reason(loss, {}), HasSubstr("did not yet"));
}

TEST(LossAdvice, AnOrphanIsToldWhatHadSavedItsRootCause) {
  LostWrite loss = race();
  loss.fate = Fate::kLostOrphaned;
  loss.root = std::make_shared<const LostWrite>(
      patterns(WritePattern::kBlindPut, WritePattern::kReadModifyWrite, true));
  EXPECT_THAT(loss_advice(loss), StartsWith("what had saved that one: a version check"));
}

TEST(LossAdvice, WhatOnlyItsClientKnewNoHybridClockTells) {
  LostWrite loss = race();
  loss.fate = Fate::kLostInverted;
  EXPECT_THAT(loss_advice(loss), HasSubstr("a hybrid clock would not"));
  WriteFacts stillborn = *loss.write;
  stillborn.stillborn = true;
  loss.write = std::make_shared<const WriteFacts>(stillborn);
  EXPECT_THAT(loss_advice(loss), HasSubstr("--stamps hlc"));
}

TEST(LossStory, LinesAreAtMostAHundredColumnsWide) {
  for (const Fate fate :
       {Fate::kLostConcurrent, Fate::kLostLocal, Fate::kLostInverted, Fate::kLostOrphaned}) {
    LostWrite loss = race();
    loss.fate = fate;
    loss.root = std::make_shared<const LostWrite>(race());
    for (const std::string& line : loss_story(loss, {})) EXPECT_LE(line.size(), 100U) << line;
  }
}

}  // namespace
}  // namespace lastwrite

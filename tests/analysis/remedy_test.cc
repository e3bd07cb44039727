// What would have prevented a loss: what is advised would have, in each case a write can be lost
// in.
#include "analysis/ledger/remedy.h"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/explain.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Base = LossShape::Base;

LossShape local(Base base, bool by_conditional) {
  LossShape loss;
  loss.fate = Fate::kLostLocal;
  loss.base = base;
  loss.by_conditional = by_conditional;
  loss.by_region_knew = true;
  return loss;
}

TEST(Remedy, AVersionCheckHelpsWhereTheLaterWriteHadNoneAndItsRegionHeldTheLostOne) {
  EXPECT_EQ(remedy_of(local(Base::kOlder, false)), Remedy::kVersionCheck);
  EXPECT_EQ(remedy_of(local(Base::kAbsence, false)), Remedy::kVersionCheck);
  EXPECT_EQ(remedy_of(local(Base::kOlder, true)), Remedy::kUniqueToken);
  LossShape elsewhere = local(Base::kOlder, false);
  elsewhere.by_region_knew = false;
  EXPECT_EQ(remedy_of(elsewhere), Remedy::kReadAtHome);
}

TEST(Remedy, NoCheckFindsWhatANewerVersionHadOverwrittenBefore) {
  EXPECT_EQ(remedy_of(local(Base::kNewer, false)), Remedy::kHomeRegion);
  EXPECT_EQ(remedy_of(local(Base::kNewer, true)), Remedy::kHomeRegion);
}

TEST(Remedy, AbsenceHasNoVersionToCheck) {
  LossShape deleted = local(Base::kAbsence, true);
  deleted.deleted = true;
  EXPECT_EQ(remedy_of(deleted), Remedy::kMarkDeleted);
  deleted.by_conditional = false;
  EXPECT_EQ(remedy_of(deleted), Remedy::kMarkDeleted);
  EXPECT_EQ(remedy_of(local(Base::kAbsence, true)), Remedy::kMarkDeleted) << "a delete between";
}

TEST(Remedy, BetweenRegionsOnlyOneHomeHelpsWhateverTheConditions) {
  for (const bool deleted : {false, true}) {
    for (const bool by_conditional : {false, true}) {
      for (const Base base : {Base::kAbsence, Base::kOlder}) {
        LossShape loss;
        loss.deleted = deleted;
        loss.by_conditional = by_conditional;
        loss.base = base;
        EXPECT_EQ(remedy_of(loss), Remedy::kHomeRegion);
        loss.unchecked = true;
        EXPECT_EQ(remedy_of(loss), Remedy::kCheckedHomeRegion) << "or it is lost at home";
        loss.by_expired = true;
        EXPECT_EQ(remedy_of(loss), Remedy::kRefreshEarlier);
      }
    }
  }
}

TEST(Remedy, AHybridClockKnowsWhatItsRegionReceivedAndNothingElse) {
  LossShape loss;
  loss.fate = Fate::kLostInverted;
  EXPECT_EQ(remedy_of(loss), Remedy::kClocks);
  loss.region_knew_by = true;
  EXPECT_EQ(remedy_of(loss), Remedy::kClocksOrHlc);
}

TEST(Remedy, WhatIsNotLostNeedsNone) {
  for (const Fate fate : kAllFates) {
    LossShape loss;
    loss.fate = fate;
    const bool needs_one = is_lost(fate) && fate != Fate::kLostOrphaned;
    EXPECT_EQ(remedy_of(loss) != Remedy::kNone, needs_one) << fate_text(fate);
  }
}

// --- in the stories of a run ---------------------------------------------------------------------

std::string told(PlantedRun& run, const Planted& write) {
  run.settle();
  RunDirectory directory;
  directory.manifest({.strategies = {"planted"}});
  directory.trace("planted", run);
  const auto text = explain(directory.path(), fmt::format("planted/{}", write.operation));
  EXPECT_TRUE(text) << text.error().message;
  return std::regex_replace(text.value_or(""), std::regex("\n +"), " ");  // unwrapped
}

PlantedRun eu_and_us() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  return run;
}

TEST(RemedyTold, TwoPutsOnAbsenceInTwoRegionsNeedOneHome) {
  PlantedRun run = eu_and_us();
  const Planted nothing = run.at(1).read("eu", 1);
  const Planted a = run.at(10).write("eu", {.session = 1, .from = nothing, .conditional = true});
  run.at(20).write("us", {.session = 2, .from = nothing, .conditional = true});
  EXPECT_THAT(told(run, a), AllOf(HasSubstr("[lost_concurrent]"), HasSubstr("one home region"),
                                  HasSubstr("The condition on the item's absence could not"),
                                  Not(HasSubstr("version check"))));
}

TEST(RemedyTold, ADeleteLostToAPutOnAbsenceIsNotToldToCheckAVersion) {
  PlantedRun run = eu_and_us();
  const Planted nothing = run.at(1).read("us", 2);
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted gone = run.at(20).write("eu", {.session = 1, .kind = "delete", .from = a});
  run.at(40).deliver(a, "us").deliver(gone, "us");
  run.at(50).write("us", {.session = 2, .from = nothing, .conditional = true});
  EXPECT_THAT(told(run, gone),
              AllOf(HasSubstr("[lost_local]"), HasSubstr("a mark in place of the delete")));
}

TEST(RemedyTold, AnUncheckedReadModifyWriteNeedsTheCheckAtHomeToo) {
  PlantedRun run = eu_and_us();
  const Planted zero = run.at(1).write("eu", {.session = 1});
  run.at(5).deliver(zero, "us");
  const Planted a = run.at(10).write("eu", {.session = 1, .from = zero});
  run.at(20).write("us", {.session = 2, .from = zero});
  EXPECT_THAT(told(run, a), HasSubstr("and a version check there"));
}

TEST(RemedyTold, WhatIsLostInsideAnotherIsSavedByWhatSavesThatOne) {
  PlantedRun run = eu_and_us();
  const Planted zero = run.at(1).write("eu", {.session = 1});
  const Planted a = run.at(10).write("eu", {.session = 1, .from = zero, .conditional = true});
  run.at(20).write("us", {.session = 2});
  EXPECT_THAT(told(run, zero), AllOf(HasSubstr("[lost_orphaned]"), HasSubstr("It went with #2"),
                                     HasSubstr("one home region")));
}

TEST(RemedyTold, ARenewalThatAnExpiryTookAwayIsToldInPlainWords) {
  PlantedRun run = eu_and_us();
  const Planted login = run.at(1).write("us", {.session = 1});
  run.at(40).deliver(login, "eu");
  const Planted renewal = run.at(90).write("us", {.session = 1});
  run.at(100).expire("eu");
  EXPECT_THAT(told(run, renewal),
              AllOf(HasSubstr("was lost: eu deleted it as expired, and did not know it "
                              "[lost_concurrent]"),
                    HasSubstr("eu deletes the item as expired, with stamp 0.1000@eu; #2 has not "
                              "arrived there."),
                    HasSubstr("replaces #2 by it"), HasSubstr("deleted by the expiry in eu"),
                    HasSubstr("a longer life, or a renewal earlier in it"),
                    HasSubstr("A home region for the writes would not")));
}

TEST(RemedyTold, WhatLivedUntilItsTimeWasUpNeedsNone) {
  PlantedRun run = eu_and_us();
  const Planted login = run.at(1).write("us", {.session = 1});
  run.at(40).deliver(login, "eu");
  run.at(100).expire("eu");
  EXPECT_THAT(told(run, login), AllOf(HasSubstr("lived until its time was up: eu deleted it "
                                                "[superseded_sequential]"),
                                      Not(HasSubstr("prevented"))));
}

}  // namespace
}  // namespace lastwrite

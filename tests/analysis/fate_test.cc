// One small history for each fate.
#include "analysis/ledger/fate.h"

#include <algorithm>

#include "tests/analysis/judged.h"

namespace lastwrite {
namespace {

TEST(Fate, TheOnlyWriteIsTheWinner) {
  PlantedRun run({"eu", "us"});
  const Planted w = run.at(10).write("eu");
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(w), "winner");
  EXPECT_TRUE(judged.ledger().converged);
  EXPECT_THAT(judged.ledger().findings, testing::IsEmpty());
}

TEST(Fate, WhatTheWinnerWasComputedFromIsIncluded) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(50).deliver(a, "us");
  const Planted seen = run.at(60).read("us", 2);
  const Planted b = run.at(70).write("us", {.session = 2, .from = seen});
  run.at(150).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "included");
  EXPECT_EQ(judged.fate(b), "winner");
}

TEST(Fate, AnAtomicAddIncludesWhatItsRegionHeld) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.kind = "update", .atomic = true, .increment = 1});
  run.at(20).write("eu", {.session = 2, .kind = "update", .atomic = true, .increment = 1});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "included");
}

TEST(Fate, ABlindWriteOfTheSameClientSupersedesKnowingly) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(20).write("eu", {.session = 1});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "superseded_informed");
}

TEST(Fate, KnowledgeTravelsThroughReadsAndOtherItems) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted note = run.at(11).write("eu", {.session = 1, .key = "note"});
  run.at(12).deliver(note, "us");
  run.at(13).read("us", 2, "note");  // its writer had written a
  const Planted b = run.at(14).write("us", {.session = 2});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "superseded_informed");
  EXPECT_EQ(judged.displacer(a), b.operation);
}

TEST(Fate, ABlindWriteOfAStrangerAtTheSameReplicaSupersedesSequentially) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(20).write("eu", {.session = 2});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "superseded_sequential");
}

TEST(Fate, AStaleReadModifyWriteInTheSameRegionLosesTheUpdateLocally) {
  PlantedRun run({"eu"});
  const Planted zero = run.at(1).write("eu", {.session = 9});
  const Planted seen1 = run.at(2).read("eu", 1);
  const Planted seen2 = run.at(3).read("eu", 2);
  const Planted a = run.at(10).write("eu", {.session = 1, .from = seen1});
  const Planted b = run.at(20).write("eu", {.session = 2, .from = seen2});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_local");
  EXPECT_EQ(judged.displacer(a), b.operation);
  EXPECT_EQ(judged.fate(zero), "included");
}

TEST(Fate, AStaleReadModifyWriteInAnotherRegionThatHeldTheWriteIsLocalToo) {
  PlantedRun run({"eu", "us"});
  const Planted seen = run.at(1).read("us", 2);
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(50).deliver(a, "us");
  run.at(60).write("us", {.session = 2, .from = seen});
  run.at(150).settle();
  EXPECT_EQ(Judged(run).fate(a), "lost_local");
}

TEST(Fate, ConcurrentPutsLoseTheOlderStamp) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(20).write("us", {.session = 2});
  run.at(60).deliver(a, "us").deliver(b, "eu");
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  EXPECT_EQ(judged.displacer(a), b.operation);
  EXPECT_FALSE(judged.judgement(a).flags.newer_in_real_time);
  EXPECT_EQ(judged.fate(b), "winner");
}

TEST(Fate, AFastClockBeatsAWriteThatIsNewerInRealTime) {
  PlantedRun run({"eu", "us"});
  run.skew("us", 100);
  const Planted b = run.at(10).write("us", {.session = 2});
  const Planted a = run.at(20).write("eu", {.session = 1});
  run.at(60).deliver(a, "us").deliver(b, "eu");
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  EXPECT_TRUE(judged.judgement(a).flags.newer_in_real_time);
}

TEST(Fate, ATieIsFlagged) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(10).write("us", {.session = 2});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  EXPECT_TRUE(judged.judgement(a).flags.tie);
}

TEST(Fate, AConcurrentDeleteIsFlagged) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(20).write("us", {.session = 2, .kind = "delete"});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  EXPECT_TRUE(judged.judgement(a).flags.deleted);
}

TEST(Fate, APassedConditionDoesNotSaveFromTheOtherRegion) {
  PlantedRun run({"eu", "us"});
  const Planted zero = run.at(1).write("eu", {.session = 9});
  run.at(5).deliver(zero, "us");
  const Planted a = run.at(10).write("eu", {.session = 1, .from = zero, .conditional = true});
  run.at(20).write("us", {.session = 2, .from = zero, .conditional = true});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  EXPECT_TRUE(judged.judgement(a).flags.condition_passed);
  EXPECT_FALSE(judged.judgement(a).flags.aba);
}

TEST(Fate, AVersionNumberThatAnotherRegionWroteIsFlaggedAba) {
  PlantedRun run({"eu", "us"});
  const Planted one = run.at(10).write("eu", {.session = 1});
  const Planted other = run.at(20).write("us", {.session = 2});  // also "version 1"
  run.at(60).deliver(other, "eu");
  const Planted two = run.at(70).write("eu", {.session = 1, .from = one, .conditional = true});
  run.at(150).settle();
  const Judged judged(run);
  EXPECT_TRUE(judged.judgement(two).flags.aba);
  EXPECT_EQ(judged.fate(other), "lost_local");
}

TEST(Fate, AStillbornWriteIsInverted) {
  PlantedRun run({"eu", "us"});
  run.skew("us", 500);
  const Planted b = run.at(10).write("us", {.session = 2});
  run.at(60).deliver(b, "eu");
  const Planted a = run.at(100).write("eu", {.session = 1});
  run.at(200).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_inverted");
  EXPECT_EQ(judged.displacer(a), b.operation);
  EXPECT_TRUE(judged.judgement(a).flags.stillborn);
  EXPECT_TRUE(judged.judgement(a).flags.newer_in_real_time);
}

TEST(Fate, AWriteDisplacedByWhatItsClientHadReadElsewhereIsInverted) {
  PlantedRun run({"eu", "us"});
  run.skew("us", 500);
  const Planted b = run.at(10).write("us", {.session = 2});
  run.at(15).read("us", 1);
  const Planted a = run.at(20).write("eu", {.session = 1});  // b has not arrived in eu
  run.at(60).deliver(b, "eu");
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "lost_inverted");
}

TEST(Fate, WhatALostWriteWasComputedFromIsOrphanedWithItsRootCause) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(11).write("eu", {.session = 1, .from = a});
  const Planted c = run.at(12).write("eu", {.session = 1, .from = b});
  const Planted rival = run.at(20).write("us", {.session = 2});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(c), "lost_concurrent");
  EXPECT_EQ(judged.fate(b), "lost_orphaned");
  EXPECT_EQ(judged.fate(a), "lost_orphaned");
  EXPECT_EQ(judged.root_cause(a), c.operation);
  EXPECT_EQ(judged.fate(rival), "winner");
}

TEST(Fate, WhatLivesInsideASupersededWriteIsSupersededWithIt) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(11).write("eu", {.session = 1, .from = a});
  run.at(20).write("eu", {.session = 2});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "superseded_sequential");
}

TEST(Fate, AWriteWhoseRegionIsDestroyedBeforeItLeftIsStranded) {
  PlantedRun run({"eu", "us"});
  const Planted old = run.at(10).write("eu", {.session = 1});
  run.at(50).deliver(old, "us");
  const Planted a = run.at(60).write("eu", {.session = 1});
  run.at(90).settle({"eu"});
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_stranded");
  EXPECT_EQ(judged.fate(old), "winner");
}

TEST(Fate, AWriteWhoseRegionsAreAllDestroyedIsStranded) {
  PlantedRun run({"eu", "us", "ap"});
  const Planted early = run.at(10).write("eu", {.session = 1});
  run.at(50).deliver(early, "us");
  const Planted late = run.at(60).write("us", {.session = 2});
  run.at(90).settle({"eu", "us", "ap"});
  const Judged all(run);
  EXPECT_EQ(all.fate(late), "lost_stranded");
  EXPECT_TRUE(all.ledger().findings.empty());
}

TEST(Fate, AWriteThatReachedADestroyedRegionAloneIsStranded) {
  PlantedRun run({"eu", "us", "ap"});
  const Planted write = run.at(10).write("eu", {.session = 1});
  run.at(50).deliver(write, "us");
  run.at(90).settle({"eu", "us"});
  const Judged judged(run);
  EXPECT_EQ(judged.fate(write), "lost_stranded");
  EXPECT_TRUE(judged.ledger().findings.empty());
}

TEST(Fate, AWriteThatLeftADestroyedRegionIsNotStranded) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(60).write("eu", {.session = 1});
  run.at(80).deliver(a, "us");
  run.at(90).settle({"eu"});
  EXPECT_EQ(Judged(run).fate(a), "winner");
}

TEST(Fate, WithoutQuiescenceNothingIsResolved) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(60).write("eu", {.session = 1});
  run.at(90).settle({}, false);
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "unresolved");
  EXPECT_FALSE(judged.ledger().converged);
}

TEST(Fate, AnInterruptedRunResolvesNothing) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(60).write("eu", {.session = 1});
  EXPECT_EQ(Judged(run).fate(a), "unresolved");
}

TEST(Fate, ReplicasThatDisagreeLeaveOnlyThatItemUnresolved) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1, .key = "agreed"});
  run.at(20).deliver(a, "us");
  const Planted b = run.at(30).write("eu", {.session = 1, .key = "split"});
  run.at(90).quiesce(true).finals();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "winner");
  EXPECT_EQ(judged.fate(b), "unresolved");
  EXPECT_FALSE(judged.ledger().converged);
}

TEST(Fate, AnUnknownOutcomeThatIsThereIsRecovered) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1, .outcome = v1::Complete::UNKNOWN});
  const Planted b = run.at(20).write("eu", {.session = 1, .from = a, .replied = false});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "recovered");
  EXPECT_EQ(judged.fate(b), "recovered");
}

TEST(Fate, AnUnknownOutcomeThatLeftNothingHasNoEffect) {
  PlantedRun run({"eu", "us"});
  const Planted a =
      run.at(10).write("eu", {.session = 1, .outcome = v1::Complete::UNKNOWN, .accepted = false});
  run.at(90).settle();
  EXPECT_EQ(Judged(run).fate(a), "no_effect");
}

TEST(Fate, AWriteRolledBackByACrashDisplacesNobody) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted phantom = run.at(20).write("eu", {.session = 2, .replied = false, .stored = false});
  const Planted b = run.at(30).write("eu", {.session = 1});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(phantom), "no_effect");
  EXPECT_EQ(judged.fate(a), "superseded_informed");
  EXPECT_EQ(judged.displacer(a), b.operation);
}

TEST(Fate, AnExpiryRolledBackByACrashTookPartInNothing) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(20).expire("eu", {.stored = false});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "winner");
  EXPECT_EQ(std::count(judged.ledger().phantoms.begin(), judged.ledger().phantoms.end(), true), 1);
}

TEST(Fate, ATrimmedTombstoneStillWins) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted d = run.at(20).write("eu", {.session = 1, .kind = "delete"});
  run.at(60).deliver(a, "us").deliver(d, "us");
  run.at(90).quiesce(true);
  const Judged judged(run);
  EXPECT_EQ(judged.fate(d), "winner");
  EXPECT_EQ(judged.fate(a), "superseded_informed");
}

TEST(Fate, KnowledgeOfACoalescedVersionComesWithItsReplacement) {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  const Planted b = run.at(11).write("eu", {.session = 2});
  run.at(12).coalesce(a, b, "us");
  run.at(50).deliver(b, "us");
  run.at(60).write("us", {.session = 3});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "superseded_sequential");
  EXPECT_EQ(judged.fate(b), "superseded_sequential");
}

// Two writes that did not know one another, of which the first is lost.
FateFlags flags_of_the_loser(std::vector<std::string> loser, std::vector<std::string> winner,
                             const std::string& kind = "put") {
  PlantedRun run({"eu", "us"});
  const Planted a = run.at(10).write("eu", {.session = 1, .changed = std::move(loser)});
  run.at(20).write("us", {.session = 2, .kind = kind, .changed = std::move(winner)});
  run.at(90).settle();
  const Judged judged(run);
  EXPECT_EQ(judged.fate(a), "lost_concurrent");
  return judged.judgement(a).flags;
}

TEST(Fate, ALossToAWriteOfOtherAttributesIsFlaggedDisjoint) {
  EXPECT_TRUE(flags_of_the_loser({"address"}, {"phone"}).disjoint_attributes);
  EXPECT_FALSE(flags_of_the_loser({"address"}, {"address", "phone"}).disjoint_attributes);
}

TEST(Fate, BookkeepingNeitherSpoilsNorMakesADisjointLoss) {
  EXPECT_TRUE(flags_of_the_loser({"address", "token", "version", "writer"},
                                 {"phone", "etag", "token", "version", "writer"})
                  .disjoint_attributes);
  EXPECT_FALSE(flags_of_the_loser({"token"}, {"phone", "token"}).disjoint_attributes);
}

TEST(Fate, ADeleteAndAnUnnamedChangeAreNeverDisjoint) {
  EXPECT_FALSE(flags_of_the_loser({"address"}, {"phone"}, "delete").disjoint_attributes);
  EXPECT_FALSE(flags_of_the_loser({}, {}).disjoint_attributes);
}

TEST(Fate, BeyondSixtyThreeAttributesDisjointIsNotClaimed) {
  std::vector<std::string> many;
  for (int i = 0; i < 70; ++i) many.push_back("a" + std::to_string(i));
  EXPECT_FALSE(
      flags_of_the_loser({many.begin(), many.begin() + 65}, {many.begin() + 65, many.end()})
          .disjoint_attributes);
}

}  // namespace
}  // namespace lastwrite

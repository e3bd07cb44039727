// Planted histories, good and bad: each measure must find what was planted, and nothing in a
// history that is in order.
#include "analysis/staleness/staleness.h"

#include "analysis/staleness/divergence.h"
#include "analysis/staleness/exposure.h"
#include "analysis/staleness/interval_set.h"
#include "analysis/staleness/read_staleness.h"
#include "analysis/staleness/replica_timelines.h"
#include "analysis/staleness/time_visibility.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {
namespace {

// A planted history with everything that is measured of it.
class Measured {
 public:
  explicit Measured(const PlantedRun& run)
      : history_(run.history()), evidence_(history_), staleness_(evidence_, judge(evidence_)) {}

  const StalenessSummary& numbers() const { return staleness_.summary; }
  std::uint32_t k(const Planted& read) const {
    return staleness_.k[read.operation - 1].value_or(kAbsent);
  }
  GuaranteeCount count(Guarantee guarantee) const { return numbers().sessions.all(guarantee); }
  std::uint64_t violated(Guarantee guarantee) const { return count(guarantee).violated; }

 private:
  History history_;
  Evidence evidence_;
  Staleness staleness_;
};

PlantedRun two_regions() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  return run;
}

// One region, two clients: every read returns the last write.
PlantedRun linearizable() {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  for (int i = 0; i < 20; ++i) {
    const std::uint32_t session = i % 2 == 0 ? 1 : 2;
    run.at(10 * i + 1).write("eu", {.session = session});
    run.at(10 * i + 2).read("eu", 1);
    run.at(10 * i + 3).read("eu", 2);
  }
  run.at(300).phase("heal").settle();
  return run;
}

TEST(Staleness, ALinearizableHistoryShowsNothing) {
  const Measured measured(linearizable());
  EXPECT_EQ(measured.numbers().reads.reads(), 40u);
  EXPECT_EQ(measured.numbers().reads.max, 0u);
  EXPECT_EQ(measured.numbers().reads.stale.hits, 0u);
  for (std::size_t g = 0; g < kGuaranteeCount; ++g) {
    EXPECT_GT(measured.count(static_cast<Guarantee>(g)).checked, 0u) << g;
    EXPECT_EQ(measured.violated(static_cast<Guarantee>(g)), 0u) << g;
  }
  EXPECT_EQ(measured.numbers().exposure.lost, 0u);
  EXPECT_EQ(measured.numbers().divergence.items, 1u);
  EXPECT_EQ(measured.numbers().divergence.any_share, 0);
}

TEST(ReadStaleness, CountsTheAcknowledgedWritesThatAReadMissed) {
  PlantedRun run = two_regions();
  const Planted a = run.at(10).write("eu");
  const Planted b = run.at(20).write("eu");
  const Planted nothing = run.at(30).read("us", 7);
  run.at(40).deliver(a, "us");
  const Planted behind = run.at(50).read("us", 7);
  run.at(60).deliver(b, "us");
  const Planted fresh = run.at(70).read("us", 7);
  run.at(90).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.k(nothing), 2u);
  EXPECT_EQ(measured.k(behind), 1u);
  EXPECT_EQ(measured.k(fresh), 0u);
  EXPECT_EQ(measured.numbers().reads.stale.hits, 2u);
  EXPECT_DOUBLE_EQ(measured.numbers().reads.mean, 1.0);
  EXPECT_EQ(measured.numbers().reads.max, 2u);
}

TEST(ReadStaleness, AWriteWithoutItsOkMakesNoReadStale) {
  PlantedRun run = two_regions();
  run.at(10).write("eu", {.replied = false});
  const Planted read = run.at(20).read("us", 7);
  run.at(90).phase("heal").settle();
  EXPECT_EQ(Measured(run).k(read), 0u);
}

TEST(ReadStaleness, AnOlderStampIsNotNewsHoweverLateItWasWritten) {
  PlantedRun run = two_regions();
  run.skew("us", -100);
  const Planted a = run.at(10).write("eu");
  run.at(20).deliver(a, "us");
  run.at(30).write("us");  // stillborn: stamped -70 ms
  const Planted read = run.at(40).read("us", 7);
  run.at(90).phase("heal").settle();
  EXPECT_EQ(Measured(run).k(read), 0u);
}

TEST(SessionGuarantees, ARoamingReaderMissesItsOwnWriteAndGoesBackInTime) {
  PlantedRun run = two_regions();
  run.at(10).write("eu", {.session = 1, .client = "eu"});
  run.at(20).read("eu", 1);
  run.at(30).read("us", 1);  // nothing there yet
  run.at(90).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kReadYourWrites).checked, 2u);
  EXPECT_EQ(measured.violated(Guarantee::kReadYourWrites), 1u);
  EXPECT_EQ(measured.count(Guarantee::kMonotonicReads).checked, 1u);
  EXPECT_EQ(measured.violated(Guarantee::kMonotonicReads), 1u);
  const auto ryw = static_cast<std::size_t>(Guarantee::kReadYourWrites);
  EXPECT_EQ(measured.numbers().sessions.roaming[ryw].violated, 1u);
  EXPECT_EQ(measured.numbers().sessions.sticky[ryw].checked, 0u);
}

TEST(SessionGuarantees, OtherPeoplesWritesAndOtherItemsAskForNothing) {
  PlantedRun run = two_regions();
  run.at(10).write("eu", {.session = 1});
  run.at(20).read("us", 2);
  run.at(30).read("us", 1, "another");
  run.at(90).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kReadYourWrites).checked, 0u);
  EXPECT_EQ(measured.count(Guarantee::kMonotonicReads).checked, 0u);
}

TEST(SessionGuarantees, WaitingForALockReadsNothing) {
  PlantedRun run = two_regions();
  run.at(10).write("eu", {.session = 1});
  v1::TraceEvent asked;
  asked.set_at_ns(run.at(20).now_ns());
  v1::Invoke& wait = *asked.mutable_invoke();
  wait.set_operation(900);
  wait.set_task(900);
  wait.set_session(1);
  wait.set_kind("lock");
  wait.set_table("Orders");
  wait.set_key("k");
  wait.set_bookkeeping(true);
  run.raw("driver", asked);
  v1::TraceEvent granted;
  granted.set_at_ns(run.at(25).now_ns());
  granted.mutable_complete()->set_operation(900);
  run.raw("driver", granted);
  run.at(90).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kReadYourWrites).checked, 0u);
  EXPECT_EQ(measured.count(Guarantee::kMonotonicReads).checked, 0u);
}

TEST(SessionGuarantees, ASlowClockReordersTheWritesOfOneSession) {
  PlantedRun run = two_regions();
  run.skew("us", -100);
  run.at(200).write("eu", {.session = 1});
  run.at(210).write("us", {.session = 1});  // stamped 110: the earlier write wins
  run.at(400).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kMonotonicWrites).checked, 1u);
  EXPECT_EQ(measured.violated(Guarantee::kMonotonicWrites), 1u);
  EXPECT_EQ(measured.violated(Guarantee::kMonotonicWritesAllItems), 1u);
}

TEST(SessionGuarantees, ASlowClockPutsAWriteBeforeWhatItsClientHadRead) {
  PlantedRun run = two_regions();
  run.skew("us", -100);
  run.at(200).write("eu", {.session = 1});
  run.at(205).read("eu", 2);
  run.at(210).write("us", {.session = 2});
  run.at(400).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kWritesFollowReads).checked, 1u);
  EXPECT_EQ(measured.violated(Guarantee::kWritesFollowReads), 1u);
}

TEST(SessionGuarantees, ReplicationThatReordersItemsShowsTheLaterWriteFirst) {
  PlantedRun run = two_regions();
  const Planted order = run.at(10).write("eu", {.session = 1, .key = "order"});
  const Planted receipt = run.at(20).write("eu", {.session = 1, .key = "receipt"});
  run.at(50).deliver(receipt, "us").at(60).deliver(order, "us");
  run.at(90).phase("heal").settle();
  const Measured reordered(run);
  EXPECT_EQ(reordered.count(Guarantee::kMonotonicWrites).checked, 0u);
  EXPECT_EQ(reordered.count(Guarantee::kMonotonicWritesAllItems).checked, 1u);
  EXPECT_EQ(reordered.violated(Guarantee::kMonotonicWritesAllItems), 1u);

  PlantedRun good = two_regions();
  const Planted first = good.at(10).write("eu", {.session = 1, .key = "order"});
  const Planted second = good.at(20).write("eu", {.session = 1, .key = "receipt"});
  good.at(50).deliver(first, "us").at(60).deliver(second, "us");
  good.at(90).phase("heal").settle();
  EXPECT_EQ(Measured(good).violated(Guarantee::kMonotonicWritesAllItems), 0u);
}

TEST(SessionGuarantees, AnAnswerThatOvertakesItsQuestionDoesNotFollowReads) {
  PlantedRun run({"eu", "us", "jp"});
  run.at(0).phase("measure");
  const Planted question = run.at(10).write("eu", {.session = 1, .key = "question"});
  run.at(20).deliver(question, "us");
  run.at(30).read("us", 2, "question");
  const Planted answer = run.at(40).write("us", {.session = 2, .key = "answer"});
  run.at(50).deliver(answer, "jp").at(60).deliver(question, "jp");
  run.at(90).phase("heal").settle();
  const Measured measured(run);
  EXPECT_EQ(measured.count(Guarantee::kWritesFollowReads).checked, 0u);
  EXPECT_EQ(measured.violated(Guarantee::kWritesFollowReadsAllItems), 1u);
}

TEST(TimeVisibility, CountsFromTheAcknowledgementAndCutsOffWhatNeverArrived) {
  PlantedRun run = two_regions();
  const Planted a = run.at(10).write("eu");
  run.at(60).deliver(a, "us");
  run.at(100).write("eu", {.key = "lost on the way"});
  run.at(500).phase("heal");
  const Measured measured(run);
  ASSERT_EQ(measured.numbers().visibility.size(), 1u);
  const TimeVisibility& row = measured.numbers().visibility[0];
  EXPECT_EQ(row.from, 0u);
  EXPECT_EQ(row.to, 1u);
  EXPECT_EQ(row.writes, 2u);
  EXPECT_EQ(row.never, 1u);
  EXPECT_EQ(row.at_once, 0.0);
  EXPECT_EQ(row.within[1], 0.0);           // 32 ms
  EXPECT_EQ(row.within[2], 0.5);           // 100 ms
  EXPECT_EQ(row.within[4], std::nullopt);  // 1 s: the trace says nothing of it
  EXPECT_EQ(row.t50, std::nullopt) << "too few";
}

TEST(TimeVisibility, ALaterVersionInItsPlaceIsAsGood) {
  PlantedRun run = two_regions();
  const Planted a = run.at(10).write("eu");
  run.at(15).write("us");
  run.at(60).deliver(a, "us");  // discarded
  run.at(90).phase("heal").settle();
  const TimeVisibility row = Measured(run).numbers().visibility.at(0);
  EXPECT_EQ(row.within[0], 1.0);
  EXPECT_EQ(row.never, 0u);
}

TEST(Exposure, MeasuresHowLongALostWriteWasSeenAndByHowManyReads) {
  PlantedRun run = two_regions();
  const Planted loser = run.at(10).write("eu", {.session = 1});
  const Planted winner = run.at(20).write("us", {.session = 2});
  run.at(30).read("eu", 3);  // the loser
  run.at(40).read("us", 3);
  run.at(110).deliver(winner, "eu").deliver(loser, "us");
  run.at(120).read("eu", 3);
  run.at(200).phase("heal").settle();
  const Exposure exposure = Measured(run).numbers().exposure;
  EXPECT_EQ(exposure.lost, 1u);
  EXPECT_EQ(exposure.max, 100ms);
  EXPECT_EQ(exposure.total, 100ms);
  EXPECT_EQ(exposure.read, 1u);
  EXPECT_EQ(exposure.reads, 1u);
  EXPECT_EQ(exposure.never_visible, 0u);
}

TEST(Exposure, AStillbornWriteWasNeverVisibleAndADerivedOneShowsItsBase) {
  PlantedRun run = two_regions();
  run.skew("us", -100);
  const Planted a = run.at(200).write("eu", {.session = 1});
  run.at(210).deliver(a, "us");
  run.at(220).write("us", {.session = 1, .conditional = true});  // stillborn
  run.at(400).phase("heal").settle();
  const Measured inverted(run);
  EXPECT_EQ(inverted.numbers().exposure.lost, 1u);
  EXPECT_EQ(inverted.numbers().exposure.never_visible, 1u);

  PlantedRun chain = two_regions();
  const Planted base = chain.at(10).write("eu", {.session = 1});
  chain.at(30).write("eu", {.session = 1, .from = base, .conditional = true});
  const Planted winner = chain.at(40).write("us", {.session = 2});
  chain.at(50).read("eu", 3);  // the derived one, which shows both
  chain.at(110).deliver(winner, "eu");
  chain.at(200).phase("heal").settle();
  const Measured derived(chain);
  EXPECT_EQ(derived.numbers().exposure.lost, 2u);
  EXPECT_EQ(derived.numbers().exposure.total, 100ms + 80ms);
  EXPECT_EQ(derived.numbers().exposure.reads, 2u);
}

TEST(Divergence, IsTheShareOfMeasureThatReplicasSpentApart) {
  PlantedRun run = two_regions();
  const Planted a = run.at(100).write("eu");
  run.at(300).deliver(a, "us");
  const Planted b = run.at(350).write("eu", {.key = "other"});
  run.at(450).deliver(b, "us");
  run.at(1000).phase("heal").settle();
  const Divergence divergence = Measured(run).numbers().divergence;
  EXPECT_EQ(divergence.items, 2u);
  EXPECT_NEAR(divergence.item_share, 0.15, 1e-9);
  EXPECT_NEAR(divergence.any_share, 0.3, 1e-9);
}

TEST(Divergence, ARegionThatIsGoneInTheEndCountsUntilItWent) {
  PlantedRun run = two_regions();
  const Planted a = run.at(100).write("eu");
  run.at(300).deliver(a, "us");
  run.at(400).write("us", {.key = "other"});  // the last of us, never in eu
  run.at(1000).phase("heal").settle({"us"});
  const Divergence divergence = Measured(run).numbers().divergence;
  EXPECT_EQ(divergence.items, 2u);
  EXPECT_NEAR(divergence.any_share, 0.2, 1e-9);
}

TEST(Divergence, ALateStartAndAnEarlyEndOfMeasureAreKeptTo) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("warm-up");
  run.at(10).write("eu");
  run.at(100).phase("measure").at(200).phase("heal");
  run.at(300).settle();
  EXPECT_NEAR(Measured(run).numbers().divergence.item_share, 1.0, 1e-9);
}

TEST(ReplicaTimelines, AnInstallThatItsProcessLostNeverHappened) {
  PlantedRun run = two_regions();
  const Planted a = run.at(10).write("eu");
  run.at(20).write("eu", {.replied = false, .stored = false});  // killed before the commit
  run.at(30).write("eu", {.session = 2});                       // finds a in place
  run.at(90).phase("heal").settle();
  const History history = run.history();
  const ReplicaTimelines timelines(history);
  ASSERT_EQ(timelines.of(0, 0).size(), 2u);
  EXPECT_EQ(history.versions[timelines.of(0, 0)[0].version].operation_id, a.operation);
  EXPECT_EQ(history.versions[timelines.of(0, 0)[1].version].operation_id, 3u);
}

TEST(IntervalSet, MergesWhatOverlapsOrTouches) {
  IntervalSet set;
  set.add(TrueTime{10}, TrueTime{20});
  set.add(TrueTime{30}, TrueTime{40});
  set.add(TrueTime{20}, TrueTime{25});
  EXPECT_EQ(set.pieces(), 2u);
  EXPECT_EQ(set.length(), 25ns);
  set.add(TrueTime{0}, TrueTime{100});
  EXPECT_EQ(set.pieces(), 1u);
  EXPECT_EQ(set.length(), 100ns);
  set.add(TrueTime{100}, TrueTime{100});
  EXPECT_EQ(set.length(), 100ns);
}

}  // namespace
}  // namespace lastwrite

// The receiver's side towards one origin, message by message.
#include "replicator/core/inbox.h"

#include <gtest/gtest.h>

#include "tests/replicator/core/fake_ends.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

using Sequences = std::vector<std::uint64_t>;

class InboxTest : public testing::Test {
 protected:
  Inbox& inbox() {
    if (!inbox_) inbox_.emplace(RegionName("a-1"), limits_, scheduler_, transport_, sink_, own_);
    return *inbox_;
  }
  void records(Sequences sequences, std::uint64_t generation = 7, Sequences coalesced = {}) {
    Records message{generation, {}, std::move(coalesced)};
    for (const std::uint64_t sequence : sequences)
      message.records.emplace_back().sequence = sequence;
    inbox().on_records(std::move(message));
  }
  /// The acknowledgements sent by the end of this turn: their cursors.
  Sequences acknowledged() {
    scheduler_.run_for(0ms);
    Sequences cursors;
    for (const Acknowledge& message : transport_.take<Acknowledge>())
      cursors.push_back(message.cursor);
    return cursors;
  }

  ManualScheduler scheduler_;
  ReplicationLimits limits_;
  FakeSource own_;
  FakeSink sink_;
  SentMessages transport_;
  std::optional<Inbox> inbox_;
};

TEST_F(InboxTest, SubscribesFromItsDurableCursorWhenThePeerIsUp) {
  sink_.durable = {7, 12};
  inbox().on_peer_up();
  const auto sent = transport_.take<Subscribe>();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].generation, 7U);
  EXPECT_EQ(sent[0].cursor, 12U);
}

TEST_F(InboxTest, ATableAskedForWhileAnotherIsOnItsWayIsNotFilledByIt) {
  sink_.durable = {7, 12};
  sink_.wants = {TableName("Orders")};
  inbox().on_peer_up();
  sink_.wants = {TableName("Carts"), TableName("Orders")};
  inbox().on_wanted();
  ASSERT_EQ(transport_.take<Subscribe>().size(), 2U);
  SnapshotChunk last{7, 1, 0, {}, /*last=*/true, 12, /*partial=*/true};
  last.tables = {TableName("Orders")};
  inbox().on_snapshot_chunk(last);  // that of the first subscription
  sink_.finish();
  EXPECT_EQ(sink_.wants, std::vector<TableName>{TableName("Carts")});
}

TEST_F(InboxTest, AcknowledgesOnlyWhatIsDurableOnceForATurn) {
  sink_.durable = {7, 0};
  own_.head_sequence = 5;
  records({1, 2});
  records({3});
  EXPECT_TRUE(acknowledged().empty());
  sink_.finish();
  sink_.finish();
  scheduler_.run_for(0ms);
  const auto sent = transport_.take<Acknowledge>();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].generation, 7U);
  EXPECT_EQ(sent[0].cursor, 3U);
  EXPECT_EQ(sent[0].head, 5U);
  EXPECT_EQ(inbox().applied(), 3U);
}

TEST_F(InboxTest, TakesEveryChangeOnceHoweverOftenItComes) {
  sink_.durable = {7, 0};
  records({1, 2});
  records({2, 1, 3});
  ASSERT_EQ(sink_.applies.size(), 2U);
  EXPECT_EQ(sink_.applies[1].sequences, Sequences{3});
  sink_.finish();
  sink_.finish();
  acknowledged();
  records({1, 2, 3});
  EXPECT_TRUE(sink_.applies.empty());
  EXPECT_EQ(acknowledged(), Sequences{3}) << "the origin did not hear it before";
}

TEST_F(InboxTest, AppliesBeyondAGapAtOnceAndMovesTheCursorWhenItCloses) {
  sink_.durable = {7, 0};
  records({3});
  const AppliedCursor none{7, 0};
  EXPECT_EQ(sink_.applies.back().cursor, none);
  records({1, 2});
  const AppliedCursor all{7, 3};
  EXPECT_EQ(sink_.applies.back().cursor, all);
}

TEST_F(InboxTest, CoalescedSequencesCountAsTaken) {
  sink_.durable = {7, 0};
  records({3}, 7, {1, 2});
  sink_.finish();
  EXPECT_EQ(acknowledged(), Sequences{3});
}

TEST_F(InboxTest, AFailedApplyAsksAgainFromTheDurableCursorAfterAWait) {
  sink_.durable = {7, 4};
  records({5});
  records({6});
  sink_.finish(fail(ErrorCode::kInternal, "planned"));
  sink_.finish();  // of before the recovery: it may not move the cursor past the gap
  records({7});
  EXPECT_TRUE(sink_.applies.empty()) << "what comes before the new subscription is dropped";
  EXPECT_TRUE(acknowledged().empty());
  scheduler_.run_for(limits_.apply_retry);
  const auto sent = transport_.take<Subscribe>();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].cursor, 4U);
  records({5, 6, 7});
  EXPECT_EQ(sink_.applies.back().sequences, (Sequences{5, 6, 7}));
}

TEST_F(InboxTest, TheFirstGenerationHeardOfIsCountedFromItsBeginning) {
  records({1}, 8);
  ASSERT_EQ(sink_.applies.size(), 1U);
  const AppliedCursor begun{8, 1};
  EXPECT_EQ(sink_.applies[0].cursor, begun);
}

TEST_F(InboxTest, RecordsOfAnotherGenerationAreDroppedAndAskedForFromTheCursor) {
  sink_.durable = {7, 4};
  records({1}, 8);
  EXPECT_TRUE(sink_.applies.empty());
  transport_.take<Subscribe>();
  scheduler_.run_for(limits_.apply_retry);
  const auto sent = transport_.take<Subscribe>();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].generation, 7U);
  EXPECT_EQ(sent[0].cursor, 4U);
}

TEST_F(InboxTest, AnotherGenerationBeginsWithASnapshotAndGoesOnFromThere) {
  sink_.durable = {7, 4};
  inbox().on_snapshot_chunk({8, 1, 0, {}, true, 20});
  sink_.finish();
  records({21}, 8);
  const AppliedCursor begun{8, 21};
  EXPECT_EQ(sink_.applies.back().cursor, begun);
}

TEST_F(InboxTest, OnlyTheLastChunkOfASnapshotMovesTheCursor) {
  inbox().on_snapshot_chunk({7, 3, 0, {ChangeRecord{}}, false, 20});
  EXPECT_EQ(sink_.applies.back().cursor, std::nullopt);
  EXPECT_TRUE(sink_.applies.back().backfill);
  sink_.finish();
  inbox().on_snapshot_chunk({7, 3, 1, {}, true, 20});
  const AppliedCursor whole{7, 20};
  EXPECT_EQ(sink_.applies.back().cursor, whole);
  EXPECT_EQ(inbox().applied(), 0U);
  sink_.finish();
  EXPECT_EQ(inbox().applied(), 20U);
  const auto sent = transport_.take<SnapshotAcknowledge>();
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(sent[1].snapshot, 3U);
  EXPECT_EQ(sent[1].chunk, 1U);
  records({21});
  EXPECT_EQ(sink_.applies.back().sequences, Sequences{21});
}

TEST_F(InboxTest, ALateDuplicateOfALastChunkDoesNotTakeTheCursorBack) {
  const SnapshotChunk whole{7, 3, 0, {}, true, 20};
  inbox().on_snapshot_chunk(whole);
  sink_.finish();
  records({21});
  sink_.finish();
  inbox().on_snapshot_chunk(whole);
  EXPECT_TRUE(sink_.applies.empty());
  EXPECT_EQ(inbox().applied(), 21U);
  records({22});
  const AppliedCursor tail{7, 22};
  EXPECT_EQ(sink_.applies.back().cursor, tail);
}

TEST_F(InboxTest, ARestartedOriginMayNumberItsSnapshotsAnew) {
  inbox().on_snapshot_chunk({7, 3, 0, {}, true, 20});
  sink_.finish();
  inbox().on_peer_up();
  inbox().on_snapshot_chunk({7, 1, 0, {}, true, 10});
  sink_.finish();
  EXPECT_EQ(inbox().applied(), 10U);
}

TEST_F(InboxTest, HeartbeatsOfThisGenerationTellHeadAndStability) {
  sink_.durable = {7, 0};
  inbox().on_heartbeat({7, 9, 4});
  inbox().on_heartbeat({7, 8, 3});
  inbox().on_heartbeat({6, 99, 99});
  EXPECT_EQ(inbox().origin_head(), 9U);
  EXPECT_EQ(inbox().stable(), 4U);
}

TEST_F(InboxTest, DestroyedWithAnApplyUnderWayItAcknowledgesNothing) {
  sink_.durable = {7, 0};
  records({1});
  inbox_.reset();
  sink_.finish();
  scheduler_.run_for(1s);
  EXPECT_TRUE(transport_.sent.empty());
}

TEST_F(InboxTest, DestroyedWhileItWaitsToRecoverItAsksNothing) {
  sink_.durable = {7, 0};
  records({1});
  sink_.finish(fail(ErrorCode::kInternal, "planned"));
  inbox_.reset();
  scheduler_.run_for(10s);
  EXPECT_TRUE(transport_.sent.empty());
}

}  // namespace
}  // namespace lastwrite

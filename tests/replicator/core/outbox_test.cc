// The origin's side towards one peer, message by message.
#include "replicator/core/outbox.h"

#include <gtest/gtest.h>

#include "replicator/core/snapshot_sender.h"
#include "tests/replicator/core/fake_ends.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

using SentSequences = std::vector<std::uint64_t>;

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() {
    limits_.batch_records_max = 2;
    limits_.window_records_max = 4;
  }
  Outbox& outbox() {
    if (!outbox_) outbox_.emplace(RegionName("b-1"), limits_, scheduler_, transport_, source_);
    return *outbox_;
  }
  void acknowledge(std::uint64_t cursor, std::uint64_t generation = 7) {
    outbox().on_acknowledge({generation, cursor, 0});
  }

  ManualScheduler scheduler_;
  ReplicationLimits limits_;
  FakeSource source_;
  SentMessages transport_;
  std::optional<Outbox> outbox_;
};

TEST_F(OutboxTest, SendsNothingBeforeItIsAsked) {
  source_.head_sequence = 3;
  outbox().on_log_grown();
  outbox().on_peer_up();
  EXPECT_TRUE(transport_.sent.empty());
}

TEST_F(OutboxTest, SendsBatchesFromTheCursorUpToTheWindow) {
  source_.head_sequence = 9;
  outbox().on_subscribe({7, 1});
  const auto batches = transport_.take<Records>();
  ASSERT_EQ(batches.size(), 2U);
  EXPECT_EQ(batches[0].generation, 7U);
  EXPECT_EQ(batches[0].records[0].sequence, 2U);
  EXPECT_EQ(outbox().sent(), 5U);
  acknowledge(3);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{6, 7}));
}

TEST_F(OutboxTest, TheWindowBoundsBytesToo) {
  source_.body_bytes = 1000;
  limits_.window_bytes_max = 1500;
  source_.head_sequence = 9;
  outbox().on_subscribe({7, 0});
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{1, 2}));
  EXPECT_GT(outbox().bytes_in_flight(), 2000U);
  acknowledge(2);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{3, 4}));
}

TEST_F(OutboxTest, GrowthOfTheLogIsSentAtOnce) {
  outbox().on_subscribe({7, 0});
  source_.head_sequence = 1;
  outbox().on_log_grown();
  EXPECT_EQ(transport_.take_sequences(), SentSequences{1});
}

TEST_F(OutboxTest, WhatComesInAPauseGoesTogether) {
  limits_.send_pause = 10ms;
  outbox().on_subscribe({7, 0});
  for (source_.head_sequence = 1; source_.head_sequence <= 2; ++source_.head_sequence) {
    outbox().on_log_grown();
    EXPECT_EQ(transport_.take_sequences(),
              source_.head_sequence == 1 ? SentSequences{1} : SentSequences{});
  }
  scheduler_.run_for(9ms);
  EXPECT_TRUE(transport_.sent.empty());
  scheduler_.run_for(1ms);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{2, 3}));
  acknowledge(3);
  scheduler_.run_for(20ms);
  source_.head_sequence = 4;
  outbox().on_log_grown();
  EXPECT_EQ(transport_.take_sequences(), SentSequences{4});
}

TEST_F(OutboxTest, APauseDoesNotWaitForAPeerThatTakesNothing) {
  limits_.send_pause = 10ms;
  outbox().on_subscribe({7, 0});
  source_.head_sequence = 9;
  outbox().on_log_grown();
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{1, 2, 3, 4}));
  scheduler_.run_for(1s);
  EXPECT_TRUE(transport_.sent.empty());
  acknowledge(4);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{5, 6, 7, 8}));
}

TEST_F(OutboxTest, AnAcknowledgementThatCannotBeIsIgnored) {
  source_.head_sequence = 3;
  outbox().on_subscribe({7, 0});
  acknowledge(2, 6);
  acknowledge(99);
  EXPECT_EQ(outbox().acknowledged(), 0U);
  acknowledge(2);
  acknowledge(1);
  EXPECT_EQ(outbox().acknowledged(), 2U);
}

TEST_F(OutboxTest, ANewSubscriptionSendsAgainFromItsCursor) {
  source_.head_sequence = 4;
  outbox().on_subscribe({7, 0});
  acknowledge(4);
  transport_.sent.clear();
  outbox().on_subscribe({7, 2});
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{3, 4}));
  EXPECT_EQ(transport_.resets, 2);
  EXPECT_EQ(outbox().acknowledged(), 2U);
}

TEST_F(OutboxTest, ABrokenConnectionSendsAgainWhatWasNotAcknowledged) {
  source_.head_sequence = 4;
  outbox().on_subscribe({7, 0});
  acknowledge(2);
  transport_.sent.clear();
  outbox().on_peer_up();
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{3, 4}));
}

TEST_F(OutboxTest, SilenceSendsAgainLaterAndLater) {
  limits_.stall_timeout = 10s;
  limits_.stall_timeout_max = 30s;
  source_.head_sequence = 1;
  outbox().on_subscribe({7, 0});
  transport_.sent.clear();
  std::vector<std::int64_t> seconds;
  for (int s = 1; s <= 100; ++s) {
    scheduler_.run_for(1s);
    if (!transport_.take_sequences().empty()) seconds.push_back(s);
  }
  EXPECT_EQ(seconds, (std::vector<std::int64_t>{10, 30, 60, 90}));
  acknowledge(1);
  scheduler_.run_for(1000s);
  EXPECT_TRUE(transport_.sent.empty()) << "nothing is outstanding";
}

TEST_F(OutboxTest, AnUnreadableLogIsTriedAgain) {
  source_.head_sequence = 2;
  source_.unreadable = true;
  outbox().on_subscribe({7, 0});
  EXPECT_TRUE(transport_.sent.empty());
  source_.unreadable = false;
  scheduler_.run_for(31s);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{1, 2}));
}

// --- snapshots ---------------------------------------------------------------------------------

class OutboxSnapshot : public OutboxTest {
 protected:
  OutboxSnapshot() {
    source_.head_sequence = 20;
    source_.first_kept = 11;
  }
  SnapshotChunk only_chunk() {
    const auto chunks = transport_.take<SnapshotChunk>();
    EXPECT_EQ(chunks.size(), 1U);
    return chunks.empty() ? SnapshotChunk{} : chunks.front();
  }
  void accept(const SnapshotChunk& chunk) {
    outbox().on_snapshot_acknowledge({chunk.snapshot, chunk.chunk});
  }
};

TEST_F(OutboxSnapshot, ACursorBeforeTheLogGetsTheWholeStateAChunkAtATimeAndThenTheTail) {
  outbox().on_subscribe({7, 9});
  const SnapshotChunk first = only_chunk();
  EXPECT_EQ(first.cursor, 20U);
  EXPECT_FALSE(first.last);
  source_.head_sequence = 22;
  outbox().on_log_grown();
  EXPECT_TRUE(transport_.sent.empty()) << "the tail waits";
  accept(first);
  const SnapshotChunk second = only_chunk();
  accept(second);
  const SnapshotChunk last = only_chunk();
  EXPECT_TRUE(last.last);
  accept(last);
  EXPECT_EQ(transport_.take_sequences(), (SentSequences{21, 22}));
  EXPECT_EQ(outbox().acknowledged(), 20U);
}

TEST_F(OutboxSnapshot, ACursorAtTheEdgeOfTheLogNeedsNone) {
  outbox().on_subscribe({7, 10});
  EXPECT_EQ(transport_.take_sequences().front(), 11U);
}

TEST_F(OutboxSnapshot, ACursorOfAnotherHistoryOrBeyondTheHeadNeedsOne) {
  outbox().on_subscribe({6, 15});
  only_chunk();
  outbox().on_subscribe({7, 21});
  only_chunk();
}

TEST_F(OutboxSnapshot, ItsLastChunkNamesTheTablesThatWereAskedFor) {
  for (const std::uint64_t cursor : {9, 12}) {  // the whole state, or that of the table alone
    outbox().on_subscribe({7, cursor, {TableName("Orders")}});
    SnapshotChunk chunk = only_chunk();
    for (; !chunk.last; chunk = only_chunk()) {
      EXPECT_TRUE(chunk.tables.empty());
      accept(chunk);
    }
    EXPECT_EQ(chunk.tables, std::vector<TableName>{TableName("Orders")}) << cursor;
    EXPECT_EQ(chunk.partial, cursor == 12);
  }
}

TEST_F(OutboxSnapshot, AnAcknowledgementOfAnEarlierWalkIsIgnored) {
  outbox().on_subscribe({7, 0});
  const SnapshotChunk abandoned = only_chunk();
  outbox().on_subscribe({7, 0});
  const SnapshotChunk current = only_chunk();
  EXPECT_NE(abandoned.snapshot, current.snapshot);
  accept(abandoned);
  EXPECT_TRUE(transport_.sent.empty());
  accept(current);
  EXPECT_EQ(only_chunk().chunk, 1U);
}

TEST_F(OutboxSnapshot, ABreakInTheMiddleBeginsTheWalkAnew) {
  outbox().on_subscribe({7, 0});
  accept(only_chunk());
  transport_.sent.clear();
  outbox().on_peer_up();
  EXPECT_EQ(only_chunk().chunk, 0U);
}

TEST_F(OutboxSnapshot, ALogTrimmedUnderASlowPeerTurnsToOne) {
  outbox().on_subscribe({7, 10});
  transport_.sent.clear();
  source_.first_kept = 18;
  acknowledge(14);
  only_chunk();
}

// --- coalescing --------------------------------------------------------------------------------

TEST_F(OutboxTest, AWindowCombinesChangesOfOneItemAndTellsWhich) {
  limits_.coalesce_window = 100ms;
  limits_.batch_records_max = 10;
  limits_.window_records_max = 10;
  source_.keys = 2;
  outbox().on_subscribe({7, 0});
  source_.head_sequence = 4;
  outbox().on_log_grown();
  scheduler_.run_for(99ms);
  EXPECT_TRUE(transport_.sent.empty());
  scheduler_.run_for(1ms);
  const auto batches = transport_.take<Records>();
  ASSERT_EQ(batches.size(), 1U);
  EXPECT_EQ(batches[0].coalesced, (SentSequences{1, 2}));
  ASSERT_EQ(batches[0].records.size(), 2U);
  EXPECT_EQ(batches[0].records[0].sequence, 3U);
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> told = {{1, 3}, {2, 4}};
  EXPECT_EQ(source_.coalesced, told);
}

}  // namespace
}  // namespace lastwrite

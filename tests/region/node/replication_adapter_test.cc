// A region as the replicator sees it: what it sends, and what it does with what it is sent.
#include "region/node/replication_adapter.h"

#include <gtest/gtest.h>

#include "region/engine/control_table.h"
#include "region/engine/cursors.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/store/faulty_store.h"
#include "region/store/memory_store.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

const KeySchema kSchema{.partition = {"orderId", KeyType::kString}, .sort = std::nullopt};

class ReplicationAdapter : public testing::Test {
 protected:
  ReplicationAdapter() {
    for (const char* name : {"Empty", "Orders", "Zebras"}) {
      EXPECT_TRUE(engine_->catalog().create(store_.facts(), {TableName(name), kSchema}));
    }
    EXPECT_TRUE(store_.commit());
  }
  void put(const char* table, const std::string& id) {
    ASSERT_TRUE(put_item(*engine_, {TableName(table), Item{{"orderId", id}}, {}, OperationId{4}}));
    ASSERT_TRUE(store_.commit());
  }
  static ChangeRecord from_virginia(std::uint64_t sequence, const TableName& table,
                                    const std::string& id) {
    ChangeRecord record = change(sequence, kVirginia);
    record.table = table;
    record.key = kSchema.key_of(Item{{"orderId", id}}).value();
    record.stamp.time = WallTime{2'000'000'000'000'000'000};
    record.item = Item{{"orderId", id}};
    return record;
  }
  void apply(std::vector<ChangeRecord> records, std::optional<AppliedCursor> cursor = {}) {
    bool inside = true;
    sink_.apply(kVirginia, std::move(records), cursor, false, [&](Result<void> result) {
      EXPECT_FALSE(inside) << "told inside apply()";
      results_.push_back(std::move(result));
    });
    inside = false;
    scheduler_.run_for(0ms);
  }
  bool has(const std::string& id) {
    return get_item(*engine_, {kOrders, Item{{"orderId", id}}})->item.has_value();
  }

  ManualScheduler scheduler_;
  MemoryStore memory_;
  FaultyStore store_{memory_};
  NullObserver observer_;
  std::unique_ptr<Engine> engine_ =
      Engine::open({kEurope, StampRule::kWall, 7}, store_, scheduler_, observer_).value();
  GroupCommit commits_{scheduler_, *engine_, [] {}};
  EngineSource source_{*engine_};
  EngineSink sink_{*engine_, commits_};
  std::vector<Result<void>> results_;
};

// --- what is sent ------------------------------------------------------------------------------

TEST_F(ReplicationAdapter, TheLogIsReadFromItsBeginningToItsHead) {
  for (const char* id : {"a", "b", "c"}) put("Orders", id);
  EXPECT_EQ(source_.generation(), 7U);
  EXPECT_EQ(source_.head(), 3U);
  EXPECT_EQ(source_.first().value(), 1U);
  const auto read = source_.read(1, 10, SIZE_MAX).value();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].sequence, 2U);
}

TEST_F(ReplicationAdapter, ASnapshotWalksEveryVersionOfEveryTableOnce) {
  for (int i = 0; i < 5; ++i) put("Orders", std::to_string(i));
  for (int i = 0; i < 3; ++i) put("Zebras", std::to_string(i));
  ASSERT_TRUE(delete_item(*engine_, {kOrders, Item{{"orderId", "2"}}}));
  for (const std::size_t limit : {1U, 2U, 5U, 100U}) {
    std::vector<ChangeRecord> walked;
    SnapshotPosition position;
    int pages = 0;
    for (;;) {
      const SnapshotPage page = source_.snapshot(position, {}, limit).value();
      EXPECT_LE(page.records.size(), limit);
      walked.insert(walked.end(), page.records.begin(), page.records.end());
      position = page.next;
      if (page.last) break;
      ASSERT_LT(++pages, 20) << "it does not end";
    }
    ASSERT_EQ(walked.size(), 8U) << limit;
    EXPECT_EQ(walked[2].item, std::nullopt) << "the tombstone";
    EXPECT_EQ(walked[2].sequence, 9U);
    EXPECT_EQ(walked[3].observer.operation, OperationId{4});
    EXPECT_EQ(walked[5].table, TableName("Zebras"));
  }
}

TEST_F(ReplicationAdapter, ASnapshotOfNothingIsOneLastEmptyPage) {
  const SnapshotPage page = source_.snapshot({}, {}, 10).value();
  EXPECT_TRUE(page.last);
  EXPECT_TRUE(page.records.empty());
}

// --- what is received --------------------------------------------------------------------------

TEST_F(ReplicationAdapter, RecordsAndCursorBecomeDurableTogether) {
  apply({from_virginia(1, kOrders, "a"), from_virginia(2, kOrders, "b")}, AppliedCursor{5, 2});
  ASSERT_EQ(results_.size(), 1U);
  EXPECT_TRUE(results_[0]);
  EXPECT_TRUE(has("a") && has("b"));
  const AppliedCursor expected{5, 2};
  EXPECT_EQ(sink_.cursor(kVirginia).value(), expected);
}

TEST_F(ReplicationAdapter, WithoutACursorTheCursorStays) {
  apply({}, AppliedCursor{5, 2});
  apply({from_virginia(3, kOrders, "a")});
  EXPECT_EQ(sink_.cursor(kVirginia)->sequence, 2U);
}

TEST_F(ReplicationAdapter, AFailedCommitLeavesNeitherRecordsNorCursor) {
  store_.set_plan({.fail_commit = store_.counts().commits + 1});
  apply({from_virginia(1, kOrders, "a")}, AppliedCursor{5, 1});
  ASSERT_EQ(results_.size(), 1U);
  EXPECT_FALSE(results_[0]);
  EXPECT_FALSE(has("a"));
  EXPECT_EQ(sink_.cursor(kVirginia).value(), AppliedCursor{});
}

TEST_F(ReplicationAdapter, AnUnknownTableRefusesTheBatchWholeAndLeavesTheTurnStanding) {
  bool written = false;
  commits_.submit<WriteOutput>(
      [&] {
        return put_item(*engine_, {kOrders, Item{{"orderId", "local"}}});
      },
      [&](const Result<WriteOutput>& result) { written = result.has_value(); });
  apply({from_virginia(1, kOrders, "a"), from_virginia(2, TableName("Later"), "b")},
        AppliedCursor{5, 2});
  ASSERT_EQ(results_.size(), 1U);
  ASSERT_FALSE(results_[0]);
  EXPECT_EQ(results_[0].error().code, ErrorCode::kResourceNotFound);
  EXPECT_FALSE(has("a"));
  EXPECT_TRUE(written && has("local"));
  EXPECT_EQ(sink_.cursor(kVirginia).value(), AppliedCursor{});
}

TEST_F(ReplicationAdapter, AnUnknownTableBehindAnAnnouncementOfAnotherComesAgain) {
  ChangeRecord told = from_virginia(1, control_table(), "any");
  told.key.bytes = "replica/Zebras/us-east-1";
  told.item = Item{{"value", AttributeValue(Binary{"2"})}};
  apply({told, from_virginia(2, TableName("Later"), "b")}, AppliedCursor{5, 2});
  ASSERT_EQ(results_.size(), 1U);
  ASSERT_FALSE(results_[0]) << "the change of Later would be lost";
  EXPECT_EQ(results_[0].error().code, ErrorCode::kResourceNotFound);
  EXPECT_EQ(sink_.cursor(kVirginia).value(), AppliedCursor{});
}

TEST_F(ReplicationAdapter, AStoreThatFailsInTheMiddleOfABatchUndoesTheBatch) {
  store_.set_plan({.fail_put = store_.counts().puts + 2});
  apply({from_virginia(1, kOrders, "a"), from_virginia(2, kOrders, "b")}, AppliedCursor{5, 2});
  ASSERT_EQ(results_.size(), 1U);
  EXPECT_FALSE(results_[0]);
  EXPECT_FALSE(has("a"));
}

}  // namespace
}  // namespace lastwrite

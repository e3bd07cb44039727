// What a table's stream tells of the versions that are installed.
#include "region/engine/install_item.h"

#include "region/engine/change_table.h"
#include "region/engine/known_streams.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

class InstallItem : public EngineTest {
 protected:
  void SetUp() override {
    TableDescription table = **engine_->catalog().find(kOrders);
    table.stream = StreamSettings{StreamView::kNewAndOldImages, clock_.wall_now()};
    ASSERT_TRUE(change_table(*engine_, table));
    commit();
  }
  std::vector<StreamRecord> records() {
    const auto ids = list_streams(*engine_).value();
    return ids.empty() ? std::vector<StreamRecord>()
                       : Streams::read(store(), ids.back(), 0, 1000, SIZE_MAX).value();
  }
};

INSTANTIATE_TEST_SUITE_P(Every, InstallItem, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(InstallItem, LocalWritesTellWhatStoodBeforeAndAfter) {
  ASSERT_TRUE(put("a", 1));
  clock_.advance(1s);
  ASSERT_TRUE(add("a", 4));
  ASSERT_TRUE(remove("a"));
  const auto told = records();
  ASSERT_EQ(told.size(), 3U);
  const WallTime start = told[0].at;
  EXPECT_EQ(told[0],
            (StreamRecord{1, StreamEvent::kInsert, start, false, key("a"), {}, order("a", 1)}));
  EXPECT_EQ(told[1], (StreamRecord{2, StreamEvent::kModify, start + 1s, false, key("a"),
                                   order("a", 1), order("a", 5)}));
  EXPECT_EQ(told[2], (StreamRecord{
                         3, StreamEvent::kRemove, start + 1s, false, key("a"), order("a", 5), {}}));
}

TEST_P(InstallItem, WhatChangesNothingIsNotTold) {
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(remove("b"));
  ASSERT_TRUE(remove("b"));
  EXPECT_EQ(put("a", 2, version_is(7)).error().code, ErrorCode::kConditionalCheckFailed);
  EXPECT_EQ(records().size(), 1U);
}

TEST_P(InstallItem, AWinnerOfAPeerIsToldLikeAnyOtherAndALoserIsNot) {
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(apply(from_virginia(1, "a", 5ms, order("a", 2))), ApplyOutcome::kInstalled);
  EXPECT_EQ(apply(from_virginia(1, "a", 5ms, order("a", 2))), ApplyOutcome::kDuplicate);
  EXPECT_EQ(apply(from_virginia(2, "a", -5ms, order("a", 3))), ApplyOutcome::kDiscardedOlder);
  EXPECT_EQ(apply(from_virginia(3, "a", 9ms, std::nullopt)), ApplyOutcome::kInstalled);
  const auto told = records();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[1].new_image, order("a", 2));
  EXPECT_EQ(told[2].event, StreamEvent::kRemove);
  EXPECT_FALSE(told[2].expired);
}

TEST_P(InstallItem, AStateTakenOverIsNoChange) {
  EXPECT_EQ(apply(from_virginia(1, "a", 5ms, order("a", 2)), Provenance::kBackfill),
            ApplyOutcome::kInstalled);
  EXPECT_TRUE(records().empty());
}

TEST_P(InstallItem, RecordAndItemComeAndGoTogether) {
  ASSERT_TRUE(put("a", 1));
  commit();
  ASSERT_TRUE(put("b", 1));
  restart();
  EXPECT_EQ(get("b"), std::nullopt);
  ASSERT_EQ(records().size(), 1U);
  ASSERT_TRUE(put("c", 1));
  EXPECT_EQ(records().back().sequence, 2U);
}

TEST_P(InstallItem, ADisabledStreamGrowsNoMoreAndCanBeRead) {
  ASSERT_TRUE(put("a", 1));
  TableDescription table = **engine_->catalog().find(kOrders);
  const StreamId id = stream_id(kOrders, *table.stream);
  EXPECT_TRUE(stream_is_open(engine_->catalog(), id));
  table.stream->enabled = false;
  ASSERT_TRUE(change_table(*engine_, table));
  ASSERT_TRUE(put("b", 1));
  EXPECT_FALSE(stream_is_open(engine_->catalog(), id));
  EXPECT_EQ(records().size(), 1U);
  ASSERT_TRUE(engine_->catalog().erase(store().facts(), kOrders));
  EXPECT_EQ(records().size(), 1U) << "even when the table is gone";
  EXPECT_TRUE(find_stream(*engine_, id));
}

TEST_P(InstallItem, AStreamEnabledAgainIsAnother) {
  ASSERT_TRUE(put("a", 1));
  clock_.advance(1s);
  TableDescription table = **engine_->catalog().find(kOrders);
  table.stream = StreamSettings{StreamView::kKeysOnly, clock_.wall_now()};
  ASSERT_TRUE(change_table(*engine_, table));
  ASSERT_TRUE(put("b", 1));
  EXPECT_EQ(list_streams(*engine_, kOrders)->size(), 2U);
  EXPECT_TRUE(list_streams(*engine_, TableName("Other"))->empty());
  const auto told = records();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].keys, key("b"));
  EXPECT_EQ(told[0].new_image, std::nullopt);
}

TEST_P(InstallItem, ATableWithoutAnEnabledStreamHasNone) {
  TableDescription table{TableName("Plain"), kOrdersSchema};
  ASSERT_TRUE(change_table(*engine_, table));
  table.stream = StreamSettings{StreamView::kKeysOnly, clock_.wall_now(), false};
  ASSERT_TRUE(change_table(*engine_, table));
  EXPECT_TRUE(list_streams(*engine_, table.table)->empty());
}

TEST_P(InstallItem, AStreamThatNeverWasIsNotFound) {
  EXPECT_EQ(find_stream(*engine_, {kOrders, WallTime{5'000'000}}).error().code,
            ErrorCode::kResourceNotFound);
}

}  // namespace
}  // namespace lastwrite

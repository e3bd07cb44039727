// New indexes of tables with items, and indexes that go.
#include "region/engine/index_fill.h"

#include <gtest/gtest.h>

#include "region/engine/index_entry.h"
#include "region/engine/scan.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

class IndexFill : public EngineTest {
 protected:
  void set_index(TableStatus status) {
    TableDescription changed = **engine_->catalog().find(kOrders);
    changed.indexes = {
        {.name = "by-amount", .partition = {{"amount", KeyType::kNumber}}, .status = status}};
    ASSERT_TRUE(engine_->catalog().put(store().facts(), changed));
  }
  void put_many(int count) {
    for (int i = 0; i < count; ++i) ASSERT_TRUE(put(std::to_string(i), i % 3));
  }
  int fill() {
    int steps = 0;
    std::optional<ItemKey> after;
    do {
      after = fill_index_step(*engine_, kOrders, "by-amount", after).value();
      ++steps;
    } while (after);
    return steps;
  }
  std::size_t entries() {
    const IndexDescription named{.name = "by-amount", .partition = {}};
    return store().items().scan(index_table(kOrders, named), std::nullopt, 100'000).value().size();
  }
  const IndexDescription* index() {
    return (*engine_->catalog().find(kOrders))->find_index("by-amount");
  }
};

INSTANTIATE_TEST_SUITE_P(On, IndexFill, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(IndexFill, ANewIndexGetsTheItemsInStepsAndIsActiveThen) {
  put_many(1'000);
  ASSERT_TRUE(remove("7"));
  set_index(TableStatus::kCreating);
  EXPECT_TRUE(engine_->catalog().unfinished_indexes());
  const auto refused = scan(*engine_, {kOrders, 0, 1, {.index = "by-amount"}});
  EXPECT_EQ(refused.error().message,
            "Cannot read from backfilling global secondary index: by-amount");
  EXPECT_GT(fill(), 3);
  EXPECT_EQ(index()->status, TableStatus::kActive);
  EXPECT_FALSE(engine_->catalog().unfinished_indexes());
  EXPECT_EQ(entries(), 999U);
}

TEST_P(IndexFill, AfterARestartItBeginsAnewWithoutHarm) {
  put_many(500);
  set_index(TableStatus::kCreating);
  ASSERT_TRUE(fill_index_step(*engine_, kOrders, "by-amount", {}));
  commit();
  restart();
  EXPECT_TRUE(engine_->catalog().unfinished_indexes());
  fill();
  EXPECT_EQ(entries(), 500U);
}

TEST_P(IndexFill, AnIndexThatGoesLeavesNothingBehind) {
  set_index(TableStatus::kActive);
  put_many(1'200);
  EXPECT_EQ(entries(), 1'200U);
  set_index(TableStatus::kDeleting);
  ASSERT_TRUE(put("new", 5));
  EXPECT_EQ(entries(), 1'200U) << "no more entries";
  while (drop_index_step(*engine_, kOrders, "by-amount").value()) ASSERT_NE(index(), nullptr);
  EXPECT_EQ(index(), nullptr);
  EXPECT_EQ(entries(), 0U);
  EXPECT_FALSE(drop_index_step(*engine_, kOrders, "by-amount").value());
}

TEST_P(IndexFill, WhatIsNotUnderWayIsLeftAlone) {
  set_index(TableStatus::kActive);
  EXPECT_FALSE(fill_index_step(*engine_, kOrders, "by-amount", {}).value());
  EXPECT_FALSE(fill_index_step(*engine_, TableName("None"), "by-amount", {}).value());
  EXPECT_FALSE(drop_index_step(*engine_, kOrders, "by-amount").value());
}

}  // namespace
}  // namespace lastwrite

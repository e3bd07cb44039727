// A region fills and empties its indexes beside everything else, in virtual time; peers' changes
// find their way into them, and no entry of an index ever leaves the region.
#include "region/node/index_builder.h"

#include <gtest/gtest.h>

#include "region/engine/index_entry.h"
#include "region/engine/scan.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kBuiltA("a-1");
const RegionName kBuiltB("b-1");

IndexDescription by_tag(TableStatus status) {
  return {.name = "by-tag", .partition = {{"tag", KeyType::kString}}, .status = status};
}

class IndexBuilderTest : public testing::Test {
 protected:
  IndexBuilderTest() { scheduler_.run_for(10ms); }

  // As UpdateTable does it.
  void set_index(TestRegion& region, TableStatus status) {
    region.commits().submit<void>(
        [&region, status]() -> Result<void> {
          TableDescription changed = **region.engine().catalog().find(kTestTable);
          changed.indexes = {by_tag(status)};
          return region.engine().catalog().put(region.engine().store().facts(), changed);
        },
        [](const Result<void>& done) { EXPECT_TRUE(done); });
  }
  void put_many(int count, const std::string& prefix = "") {
    for (int i = 0; i < count; ++i) a_.put(prefix + std::to_string(i), Item{{"tag", "t"}});
  }
  static std::size_t found(TestRegion& region) {
    const auto page = scan(region.engine(), {kTestTable, 0, 1, {.index = "by-tag"}});
    return page ? page->items.size() : 0;
  }
  static const IndexDescription* index(TestRegion& region) {
    return (*region.engine().catalog().find(kTestTable))->find_index("by-tag");
  }
  std::size_t entries(Store& store) {
    const auto table = index_table(kTestTable, by_tag(TableStatus::kActive));
    return store.items().scan(table, std::nullopt, 100'000).value().size();
  }

  MemoryStore store_a_, store_b_;
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  TestRegion a_{kBuiltA, {kBuiltB}, store_a_, scheduler_, network_, Random(1)};
  TestRegion b_{kBuiltB, {kBuiltA}, store_b_, scheduler_, network_, Random(2)};
};

TEST_F(IndexBuilderTest, AnIndexIsFilledWhileItemsAreWritten) {
  put_many(2'000);
  scheduler_.run_for(100ms);
  set_index(a_, TableStatus::kCreating);
  put_many(500, "later-");
  scheduler_.run_for(100ms);
  ASSERT_NE(index(a_), nullptr);
  EXPECT_EQ(index(a_)->status, TableStatus::kActive);
  EXPECT_EQ(found(a_), 2'500U);
}

TEST_F(IndexBuilderTest, EachRegionKeepsItsOwnIndexOfTheSameChanges) {
  set_index(a_, TableStatus::kActive);
  set_index(b_, TableStatus::kActive);
  put_many(20);
  a_.remove("3");
  scheduler_.run_for(1s);
  EXPECT_EQ(found(a_), 19U);
  EXPECT_EQ(found(b_), 19U);
  EXPECT_EQ(b_.contents().size(), 20U) << "items and a tombstone, no entries";
}

TEST_F(IndexBuilderTest, ASnapshotForAPeerHoldsNoEntries) {
  set_index(a_, TableStatus::kActive);
  put_many(20);
  scheduler_.run_for(10ms);
  const auto page = a_.node().source().snapshot({}, {}, 1'000);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->records.size(), 20U);
  for (const ChangeRecord& record : page->records) EXPECT_EQ(record.table, kTestTable);
}

TEST_F(IndexBuilderTest, ADeletedIndexGoesWithAllItsEntries) {
  set_index(a_, TableStatus::kActive);
  put_many(2'000);
  scheduler_.run_for(10ms);
  EXPECT_EQ(entries(store_a_), 2'000U);
  set_index(a_, TableStatus::kDeleting);
  scheduler_.run_for(100ms);
  EXPECT_EQ(index(a_), nullptr);
  EXPECT_EQ(entries(store_a_), 0U);
}

// The catalog is as a killed process left it: nothing but the store says that there is work.
TEST(IndexBuilderRestart, ANewStartTakesUpTheWork) {
  MemoryStore store;
  ManualScheduler scheduler;
  LoopbackNetwork network(scheduler);
  {
    TestRegion region(kBuiltA, {}, store, scheduler, network, Random(1));
    scheduler.run_for(10ms);
    for (int i = 0; i < 1'000; ++i) region.put(std::to_string(i), Item{{"tag", "t"}});
    scheduler.run_for(10ms);
    TableDescription changed = **region.engine().catalog().find(kTestTable);
    changed.indexes = {by_tag(TableStatus::kCreating)};
    ASSERT_TRUE(region.engine().catalog().put(store.facts(), changed));
    ASSERT_TRUE(store.commit());
  }
  TestRegion region(kBuiltA, {}, store, scheduler, network, Random(1));
  scheduler.run_for(100ms);
  const auto* index = (*region.engine().catalog().find(kTestTable))->find_index("by-tag");
  ASSERT_NE(index, nullptr);
  EXPECT_EQ(index->status, TableStatus::kActive);
  EXPECT_EQ(scan(region.engine(), {kTestTable, 0, 1, {.index = "by-tag"}})->items.size(), 1'000U);
}

}  // namespace
}  // namespace lastwrite

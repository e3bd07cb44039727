// What a region throws away, and what it keeps, in virtual time on a store in a file.
#include "region/node/maintenance.h"

#include <gtest/gtest.h>

#include "region/store/sqlite_store.h"
#include "tests/support/temp_directory.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kMaintainedA("a-1");
const RegionName kMaintainedB("b-1");

class MaintenanceTest : public testing::Test {
 protected:
  MaintenanceTest() {
    retention_.tombstone_grace = 10s;
    retention_.acknowledged_kept = 0;
    scheduler_.run_for(10ms);
  }
  void start() {
    maintenance_ = std::make_unique<Maintenance>(retention_, scheduler_, a_.engine(), a_.commits(),
                                                 a_.replicator());
    maintenance_->start();
  }
  void put_many(int count) {
    for (int i = 0; i < count; ++i) a_.put(std::to_string(i), {});
    scheduler_.run_for(10ms);
  }
  void partition_b() {
    LinkSpec link;
    link.partitioned = true;
    a_.links().set_link(kMaintainedB, link);
  }
  std::uint64_t first() { return store_a_->log().first(kMaintainedA).value(); }

  TempDirectory directory_;
  std::unique_ptr<SqliteStore> store_a_ =
      SqliteStore::open(directory_.file("a.db"), Durability::kProcess).value();
  MemoryStore store_b_;
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  TestRegion a_{kMaintainedA, {kMaintainedB}, *store_a_, scheduler_, network_, Random(1)};
  TestRegion b_{kMaintainedB, {kMaintainedA}, store_b_, scheduler_, network_, Random(2)};
  Retention retention_;
  std::unique_ptr<Maintenance> maintenance_;
};

TEST_F(MaintenanceTest, WhatEveryPeerHasGoesButTheLastChangeStays) {
  start();
  put_many(20);
  EXPECT_EQ(first(), 1U);
  scheduler_.run_for(2s);
  EXPECT_EQ(first(), 20U);
  EXPECT_EQ(store_a_->log().head(kMaintainedA).value(), 20U);
}

TEST_F(MaintenanceTest, WhatAPeerLacksStays) {
  start();
  put_many(3);
  partition_b();
  put_many(5);
  scheduler_.run_for(1min);
  EXPECT_EQ(first(), 4U);
  a_.links().set_link(kMaintainedB, {});
  scheduler_.run_for(2s);
  EXPECT_EQ(first(), 8U);
  EXPECT_EQ(b_.contents().size(), 5U);
}

// 1. The link from b heals; b says that it has 3, and that takes its time.  2. The link to b heals;
// b gets and acknowledges the rest.  3. What b said arrives, and is no reason to begin anew.
TEST_F(MaintenanceTest, ASubscriptionThatWasLongOnItsWayNeedsNoSnapshot) {
  retention_.acknowledged_kept = 10;
  LinkSpec cut;
  cut.partitioned = true;
  LinkSpec slow;
  slow.latency = Distribution::fixed(3s);
  start();
  put_many(3);
  a_.links().set_link(kMaintainedB, cut);
  b_.links().set_link(kMaintainedA, cut);
  put_many(5);
  b_.links().set_link(kMaintainedA, slow);
  scheduler_.run_for(10ms);
  b_.links().set_link(kMaintainedA, {});
  a_.links().set_link(kMaintainedB, {});
  scheduler_.run_for(2s);
  ASSERT_EQ(a_.replicator().progress().front().acknowledged, 8U);
  LinkSpec held;
  held.paused = true;
  a_.links().set_link(kMaintainedB, held);
  scheduler_.run_for(2s);
  EXPECT_EQ(a_.replicator().progress().front().acknowledged, 3U) << "0: a snapshot has begun";
  a_.links().set_link(kMaintainedB, {});
  scheduler_.run_for(1s);
  EXPECT_EQ(a_.replicator().progress().front().acknowledged, 8U);
}

TEST_F(MaintenanceTest, BeyondTheBoundADeadPeerIsGivenUpToABackfill) {
  retention_.log_records_max = 10;
  start();
  partition_b();
  put_many(100);
  scheduler_.run_for(5s);
  EXPECT_EQ(first(), 91U);
  a_.links().set_link(kMaintainedB, {});
  scheduler_.run_for(5s);
  EXPECT_EQ(b_.contents().size(), 100U) << "by a snapshot";
}

TEST_F(MaintenanceTest, ALongLogIsTrimmedInStepsWithoutWaitingBetween) {
  start();
  put_many(3'000);
  scheduler_.run_for(2s);
  EXPECT_EQ(first(), 3'000U);
}

TEST_F(MaintenanceTest, TombstonesGoAfterTheGraceOnceEveryPeerHasThem) {
  start();
  a_.put("x", {});
  a_.remove("x");
  scheduler_.run_for(9s);
  EXPECT_EQ(a_.contents().size(), 1U);
  scheduler_.run_for(3s);
  EXPECT_TRUE(a_.contents().empty());
}

TEST_F(MaintenanceTest, ATombstoneThatAPeerLacksStays) {
  start();
  partition_b();
  a_.remove("x");
  scheduler_.run_for(1min);
  EXPECT_EQ(a_.contents().size(), 1U);
  a_.links().set_link(kMaintainedB, {});
  scheduler_.run_for(2s);
  EXPECT_TRUE(a_.contents().empty());
}

TEST_F(MaintenanceTest, DestroyedBetweenItsStepsItDoesNothingMore) {
  start();
  put_many(5);
  scheduler_.run_for(500ms);
  maintenance_.reset();
  scheduler_.run_for(1min);
  EXPECT_EQ(first(), 1U);
}

}  // namespace
}  // namespace lastwrite

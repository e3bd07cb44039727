// Two regions, one table with a time to live: who deletes, and what their streams say of it.
#include <gtest/gtest.h>

#include "region/engine/change_table.h"
#include "region/engine/known_streams.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kExpiringA("a-1");
const RegionName kExpiringB("b-1");

class ExpiryTest : public testing::Test {
 protected:
  ExpiryTest() {
    retention_.ttl_sweep = 1s;
    scheduler_.run_for(10ms);
    for (TestRegion* region : {&a_, &b_}) {
      TableDescription table = **region->engine().catalog().find(kTestTable);
      table.time_to_live = "ttl";
      table.stream = StreamSettings{StreamView::kKeysOnly, scheduler_.wall_now()};
      EXPECT_TRUE(change_table(region->engine(), table));
      EXPECT_TRUE(region->engine().store().commit());
    }
  }
  void start(TestRegion& region) {
    cleaners_.push_back(std::make_unique<Maintenance>(retention_, scheduler_, region.engine(),
                                                      region.commits(), region.replicator()));
    cleaners_.back()->start();
  }
  void put_expiring_in(TestRegion& region, std::int64_t seconds) {
    const std::int64_t at = scheduler_.wall_now().ns / 1'000'000'000 + seconds;
    region.put("x", Item{{"ttl", Number(at)}});
    scheduler_.run_for(10ms);
  }
  static std::vector<StreamRecord> records(TestRegion& region) {
    const auto ids = list_streams(region.engine()).value();
    return ids.empty()
               ? std::vector<StreamRecord>()
               : Streams::read(region.engine().store(), ids.front(), 0, 100, SIZE_MAX).value();
  }
  static bool holds_x(TestRegion& region) {
    return get_item(region.engine(), {kTestTable, Item{{"id", "x"}}})->item.has_value();
  }

  MemoryStore store_a_;
  MemoryStore store_b_;
  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  TestRegion a_{kExpiringA, {kExpiringB}, store_a_, scheduler_, network_, Random(1)};
  TestRegion b_{kExpiringB, {kExpiringA}, store_b_, scheduler_, network_, Random(2)};
  Retention retention_;
  std::vector<std::unique_ptr<Maintenance>> cleaners_;
};

TEST_F(ExpiryTest, TheRegionThatDeletesSaysSoAndTheOtherDoesNot) {
  start(a_);
  put_expiring_in(b_, 5);
  scheduler_.run_for(3s);
  EXPECT_TRUE(holds_x(a_)) << "its time is not up";
  scheduler_.run_for(5s);
  EXPECT_FALSE(holds_x(a_));
  EXPECT_FALSE(holds_x(b_));
  const auto here = records(a_), there = records(b_);
  ASSERT_EQ(here.size(), 2U);
  ASSERT_EQ(there.size(), 2U);
  EXPECT_EQ(here[1].event, StreamEvent::kRemove);
  EXPECT_EQ(there[1].event, StreamEvent::kRemove);
  EXPECT_TRUE(here[1].expired);
  EXPECT_FALSE(there[1].expired);
}

TEST_F(ExpiryTest, RegionsThatSweepAtOnceAgree) {
  start(a_);
  start(b_);
  put_expiring_in(a_, 1);
  scheduler_.run_for(10s);
  EXPECT_FALSE(holds_x(a_));
  EXPECT_EQ(a_.contents(), b_.contents());
  EXPECT_EQ(records(a_).size(), 2U);
  EXPECT_EQ(records(b_).size(), 2U);
}

TEST_F(ExpiryTest, ASweepOfZeroNeverDeletes) {
  retention_.ttl_sweep = 0s;
  start(a_);
  put_expiring_in(a_, 1);
  scheduler_.run_for(1min);
  EXPECT_TRUE(holds_x(a_));
}

TEST_F(ExpiryTest, ASweepCanBeFasterThanOnceASecond) {
  retention_.ttl_sweep = 100ms;
  put_expiring_in(a_, -2);
  start(a_);
  scheduler_.run_for(1100ms);
  put_expiring_in(a_, -2);
  scheduler_.run_for(150ms);
  EXPECT_FALSE(holds_x(a_));
}

TEST_F(ExpiryTest, StreamRecordsGoAfterTheirDay) {
  retention_.stream_records = 10s;
  start(a_);
  a_.put("y", {});
  scheduler_.run_for(9s);
  EXPECT_EQ(records(a_).size(), 1U);
  scheduler_.run_for(3s);
  EXPECT_TRUE(records(a_).empty());
}

}  // namespace
}  // namespace lastwrite

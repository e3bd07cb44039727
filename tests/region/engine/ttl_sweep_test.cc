// Items whose time to live is over.
#include "region/engine/ttl_sweep.h"

#include "region/engine/change_table.h"
#include "region/engine/known_streams.h"
#include "region/engine/set_time_to_live.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;
constexpr WallTime kWallNow{kNow * 1'000'000'000};

TEST(Expiry, OnlyANumberOfSecondsInThePastExpires) {
  const auto expired = [](AttributeValue value) {
    return is_expired(Item{{"ttl", std::move(value)}}, "ttl", kWallNow);
  };
  EXPECT_TRUE(expired(Number(kNow - 1)));
  EXPECT_TRUE(expired(*Number::parse("1799999999.5")));
  EXPECT_FALSE(expired(Number(kNow)));
  EXPECT_FALSE(expired(Number(kNow + 1)));
  EXPECT_FALSE(expired("1799999999"));
  EXPECT_FALSE(expired(NumberSet{Number(kNow - 1)}));
  EXPECT_FALSE(is_expired(Item{{"other", Number(kNow - 1)}}, "ttl", kWallNow));
}

TEST(Expiry, WhatIsOlderThanFiveYearsIsTakenForAMistake) {
  constexpr std::int64_t kFiveYears = 5L * 365 * 24 * 3600;
  EXPECT_TRUE(is_expired(Item{{"ttl", Number(kNow - kFiveYears)}}, "ttl", kWallNow));
  EXPECT_FALSE(is_expired(Item{{"ttl", Number(kNow - kFiveYears - 1)}}, "ttl", kWallNow));
  EXPECT_FALSE(is_expired(Item{{"ttl", Number(0)}}, "ttl", kWallNow));
}

class TtlSweepTest : public EngineTest {
 protected:
  void SetUp() override {
    TableDescription table = **engine_->catalog().find(kOrders);
    table.time_to_live = "ttl";
    table.stream = StreamSettings{StreamView::kOldImage, clock_.wall_now()};
    ASSERT_TRUE(change_table(*engine_, table));
  }
  std::int64_t seconds() { return clock_.wall_now().ns / 1'000'000'000; }
  void put_with(const std::string& id, std::int64_t ttl) {
    ASSERT_TRUE(put_item(*engine_, {kOrders, Item{{"orderId", id}, {"ttl", Number(ttl)}}}));
  }
  TtlSweep::Step step(std::size_t limit) { return sweep_.step(*engine_, limit).value(); }

  TtlSweep sweep_;
};

INSTANTIATE_TEST_SUITE_P(Every, TtlSweepTest, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(TtlSweepTest, ExpiredItemsAreDeletedByALoggedWriteOfThisRegion) {
  put_with("old", seconds() - 10);
  put_with("new", seconds() + 10);
  ASSERT_TRUE(put("none", 1));
  const auto logged = log_of(kEurope).size();
  EXPECT_EQ(step(100).deleted, 1U);
  EXPECT_EQ(get("old"), std::nullopt);
  EXPECT_NE(get("new"), std::nullopt);
  EXPECT_NE(get("none"), std::nullopt);
  ASSERT_EQ(log_of(kEurope).size(), logged + 1);
  EXPECT_EQ(log_of(kEurope).back().item, std::nullopt);
  EXPECT_EQ(step(100).deleted, 0U) << "a tombstone does not expire again";
}

TEST_P(TtlSweepTest, TheStreamSaysThatItWasTheService) {
  put_with("old", seconds() - 10);
  step(100);
  const auto ids = list_streams(*engine_).value();
  const auto told = Streams::read(store(), ids.front(), 0, 10, SIZE_MAX).value();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[1].event, StreamEvent::kRemove);
  EXPECT_TRUE(told[1].expired);
  EXPECT_FALSE(told[0].expired);
}

TEST_P(TtlSweepTest, ALongTableIsWalkedInSteps) {
  for (int i = 0; i < 10; ++i) put_with("k" + std::to_string(i), seconds() - 10);
  std::size_t deleted = 0, steps = 0;
  for (bool finished = false; !finished; ++steps) {
    const auto one = step(3);
    EXPECT_LE(one.deleted, 3U);
    deleted += one.deleted;
    finished = one.finished;
  }
  EXPECT_EQ(deleted, 10U);
  EXPECT_EQ(steps, 4U);
}

TEST_P(TtlSweepTest, AStepGoesFromOneTableToTheNext) {
  for (const char* name : {"Alpha", "Zulu"}) {
    TableDescription table{TableName(name), kOrdersSchema};
    table.time_to_live = "ttl";
    ASSERT_TRUE(change_table(*engine_, table));
    ASSERT_TRUE(
        put_item(*engine_, {table.table, Item{{"orderId", "x"}, {"ttl", Number(seconds() - 10)}}}));
  }
  put_with("old", seconds() - 10);
  const auto one = step(100);
  EXPECT_EQ(one.deleted, 3U);
  EXPECT_TRUE(one.finished);
}

TEST_P(TtlSweepTest, AVersionAheadOfThisRegionsClockWaitsForIt) {
  const Item item{{"orderId", "old"}, {"ttl", Number(seconds() - 10)}};
  ASSERT_EQ(apply(from_virginia(1, "old", 5s, item)), ApplyOutcome::kInstalled);
  EXPECT_EQ(step(100).deleted, 0U);
  clock_.advance(6s);
  EXPECT_EQ(step(100).deleted, 1U);
  EXPECT_EQ(get("old"), std::nullopt);
}

TEST_P(TtlSweepTest, ATimeToLiveIsSetAndTakenAwayForOneRegionAlone) {
  put_with("old", seconds() - 10);
  const std::size_t logged = log_of(kEurope).size();
  ASSERT_TRUE(set_time_to_live(*engine_, {kOrders, ""}));
  EXPECT_EQ(step(100).deleted, 0U);
  ASSERT_TRUE(set_time_to_live(*engine_, {kOrders, "ttl"}));
  EXPECT_EQ(log_of(kEurope).size(), logged) << "nothing is announced";
  EXPECT_EQ(step(100).deleted, 1U);
  EXPECT_EQ(set_time_to_live(*engine_, {TableName("Nowhere"), "ttl"}).error().code,
            ErrorCode::kResourceNotFound);
  EXPECT_FALSE(set_time_to_live(*engine_, {kOrders, std::string(256, 'x')}));
}

TEST_P(TtlSweepTest, ATableWithoutATimeToLiveIsLeftAlone) {
  put_with("old", seconds() - 10);
  TableDescription table = **engine_->catalog().find(kOrders);
  table.time_to_live.clear();
  ASSERT_TRUE(change_table(*engine_, table));
  EXPECT_EQ(step(100).deleted, 0U);
  EXPECT_NE(get("old"), std::nullopt);
}

TEST_P(TtlSweepTest, ATableDroppedInTheMiddleDoesNotStopTheWalk) {
  for (int i = 0; i < 5; ++i) put_with("k" + std::to_string(i), seconds() - 10);
  EXPECT_FALSE(step(2).finished);
  ASSERT_TRUE(engine_->catalog().erase(store().facts(), kOrders));
  EXPECT_TRUE(step(2).finished);
}

}  // namespace
}  // namespace lastwrite

// Writes that are acknowledged and never visible, because the stored version has the greater stamp:
// what a clock that is behind does under rule wall, and what rule hlc prevents.
#include "region/engine/write_path.h"
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using Stillborn = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, Stillborn, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(Stillborn, UnderRuleWallAClockSetBackLosesTheNextWriteAtItsOwnRegion) {
  const auto first = put("a", 1);
  const auto before = stored_at("a");
  clock_.step_wall(-50ms);
  const auto second = put("a", 2);
  ASSERT_TRUE(second) << "a stillborn write is acknowledged";
  EXPECT_LT(second->version, first->version);
  EXPECT_EQ(second->new_item, order("a", 2)) << "it is told that it succeeded";
  EXPECT_EQ(stored_at("a"), before);
  EXPECT_EQ(log_of(kEurope).size(), 1U);
  EXPECT_EQ(engine_->head(), 1U) << "no sequence without a change record";
}

TEST_P(Stillborn, TheObserverSeesThatItWasNotInstalled) {
  const auto first = put("a", 1);
  clock_.step_wall(-50ms);
  ASSERT_TRUE(put("a", 2));
  ASSERT_EQ(observer_.accepts.size(), 2U);
  EXPECT_FALSE(observer_.accepts[1].installed);
  EXPECT_EQ(observer_.accepts[1].previous, first->version);
  EXPECT_EQ(observer_.accepts[1].record.sequence, 0U);
}

TEST_P(Stillborn, ADeleteMayBeStillbornToo) {
  ASSERT_TRUE(put("a", 1));
  clock_.step_wall(-50ms);
  ASSERT_TRUE(remove("a"));
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(engine_->tombstones().size(), 0U);
}

TEST_P(Stillborn, OtherItemsAreWrittenAllTheSame) {
  ASSERT_TRUE(put("a", 1));
  clock_.step_wall(-50ms);
  ASSERT_TRUE(put("a", 2));
  ASSERT_TRUE(put("b", 3));
  EXPECT_EQ(get("b"), order("b", 3));
  EXPECT_EQ(log_of(kEurope).back().sequence, 2U);
}

TEST_P(Stillborn, ARemoteVersionFromAFastClockMakesLocalWritesStillborn) {
  ASSERT_EQ(apply(from_virginia(1, "a", 200ms, order("a", 7))), ApplyOutcome::kInstalled);
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(get("a"), order("a", 7));
  clock_.advance(201ms);
  ASSERT_TRUE(put("a", 2));
  EXPECT_EQ(get("a"), order("a", 2));
}

TEST_P(Stillborn, WallMonotonicIsNotStillbornByItsOwnClock) {
  restart(StampRule::kWallMonotonic);
  ASSERT_TRUE(put("a", 1));
  clock_.step_wall(-50ms);
  ASSERT_TRUE(put("a", 2));
  EXPECT_EQ(get("a"), order("a", 2));
}

TEST_P(Stillborn, WallMonotonicIsStillbornAgainstAFastPeer) {
  restart(StampRule::kWallMonotonic);
  ASSERT_EQ(apply(from_virginia(1, "a", 200ms, order("a", 7))), ApplyOutcome::kInstalled);
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(get("a"), order("a", 7));
}

TEST_P(Stillborn, HlcIsNeverStillborn) {
  restart(StampRule::kHlc);
  ASSERT_EQ(apply(from_virginia(1, "a", 200ms, order("a", 7))), ApplyOutcome::kInstalled);
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(get("a"), order("a", 1));
  clock_.step_wall(-10s);
  ASSERT_TRUE(add("a", 1));
  EXPECT_EQ(get("a"), order("a", 2));
  commit();
  restart(StampRule::kHlc);
  ASSERT_TRUE(remove("a"));
  EXPECT_EQ(get("a"), std::nullopt);
  for (const auto& accept : observer_.accepts) EXPECT_TRUE(accept.installed);
}

TEST_P(Stillborn, HlcIsNotStillbornAgainstAVersionReceivedBeforeARestart) {
  restart(StampRule::kHlc);
  ASSERT_EQ(apply(from_virginia(1, "a", 10s, order("a", 7))), ApplyOutcome::kInstalled);
  commit();
  restart(StampRule::kHlc);
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(get("a"), order("a", 1));
}

}  // namespace
}  // namespace lastwrite

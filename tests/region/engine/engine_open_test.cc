// What an engine finds in a store: its own state, another region's, or damage.
#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

using EngineOpen = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, EngineOpen, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

#define EXPECT_REFUSED(text)                                                                      \
  do {                                                                                            \
    const auto opened = Engine::open({kEurope, StampRule::kWall, 8}, store(), clock_, observer_); \
    ASSERT_FALSE(opened);                                                                         \
    EXPECT_EQ(opened.error().code, ErrorCode::kCorrupt);                                          \
    EXPECT_THAT(opened.error().message, testing::HasSubstr(text));                                \
  } while (false)

TEST_P(EngineOpen, ANewStoreIsClaimedDurably) {
  disk_->restart();
  EXPECT_EQ(store().facts().get("region").value(), "eu-west-1");
  EXPECT_EQ(store().facts().get("generation").value(), "7");
}

TEST_P(EngineOpen, TheGenerationStaysThatOfTheFirstOpening) {
  const auto again = Engine::open({kEurope, StampRule::kWall, 99}, store(), clock_, observer_);
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->generation(), 7U);
}

TEST_P(EngineOpen, TheStoreOfAnotherRegionIsRefusedByName) {
  ASSERT_TRUE(store().facts().put("region", "us-east-1"));
  EXPECT_REFUSED("the store belongs to region us-east-1, not eu-west-1");
}

TEST_P(EngineOpen, ADamagedGenerationIsRefused) {
  for (const char* damaged : {"", "seven", "7x", "99999999999999999999"}) {
    ASSERT_TRUE(store().facts().put("generation", damaged));
    EXPECT_REFUSED("generation is damaged");
  }
  ASSERT_TRUE(store().facts().erase("generation"));
  EXPECT_REFUSED("generation is damaged");
}

TEST_P(EngineOpen, ADamagedTableDefinitionIsRefusedByName) {
  ASSERT_TRUE(store().facts().put("table/Broken", "\xff\xff"));
  EXPECT_REFUSED("the definition of table Broken is damaged");
}

TEST_P(EngineOpen, ATableDefinitionWithoutAKeyIsRefused) {
  ASSERT_TRUE(store().facts().put("table/Keyless", ""));
  EXPECT_REFUSED("the definition of table Keyless");
}

TEST_P(EngineOpen, TablesItemsTombstonesAndSequencesComeBack) {
  ASSERT_TRUE(put("a", 1));
  ASSERT_TRUE(remove("b"));
  ASSERT_TRUE(engine_->catalog().create(store().facts(), {TableName("Another"), kOrdersSchema}));
  commit();
  restart();
  EXPECT_EQ(engine_->catalog().names(), (std::vector<TableName>{TableName("Another"), kOrders}));
  EXPECT_EQ((*engine_->catalog().find(kOrders))->key_schema, kOrdersSchema);
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(engine_->head(), 2U);
  EXPECT_EQ(engine_->tombstones().size(), 1U);
  ASSERT_TRUE(put("c", 1));
  EXPECT_EQ(log_of(kEurope).back().sequence, 3U);
}

TEST_P(EngineOpen, WhatWasNotCommittedIsGone) {
  ASSERT_TRUE(put("a", 1));
  commit();
  ASSERT_TRUE(put("a", 2));
  ASSERT_TRUE(remove("b"));
  restart();
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(engine_->head(), 1U);
  EXPECT_EQ(engine_->tombstones().size(), 0U);
}

TEST_P(EngineOpen, AMonotonicRuleGoesOnAboveItsLastStampAfterARestart) {
  for (const StampRule rule : {StampRule::kWallMonotonic, StampRule::kHlc}) {
    restart(rule);
    clock_.advance(1ms);
    const Stamp last = put("a", 1)->version;
    commit();
    clock_.step_wall(-10s);
    restart(rule);
    EXPECT_GT(put("b", 1)->version, last) << stamp_rule_text(rule);
    clock_.step_wall(10s);
    commit();
  }
}

TEST_P(EngineOpen, RuleWallDoesNotRepeatItsLastStampAfterARestart) {
  const Stamp last = put("a", 1)->version;
  commit();
  restart();
  EXPECT_NE(put("a", 2)->version, last) << "the clock stands at the very same nanosecond";
}

TEST_P(EngineOpen, TheLastStampIsKnownThoughTheLogIsTrimmedBehindIt) {
  restart(StampRule::kHlc);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(put("a", i));
  const Stamp last = stored_at("a")->version;
  ASSERT_TRUE(store().log().trim(kEurope, 4, 100));
  commit();
  clock_.step_wall(-10s);
  restart(StampRule::kHlc);
  EXPECT_EQ(engine_->head(), 5U);
  EXPECT_GT(put("b", 1)->version, last);
}

}  // namespace
}  // namespace lastwrite

// When the memory of a delete may go.
#include "region/engine/tombstones.h"

#include "tests/region/engine/engine_test.h"

namespace lastwrite {
namespace {

constexpr Duration kTombstoneGrace = 10s;

class TombstonesTest : public EngineTest {
 protected:
  std::size_t collect(Tombstones::Stable stable, std::size_t limit = 100) {
    return engine_->tombstones()
        .collect(store().items(), clock_.wall_now(), kTombstoneGrace, limit, stable)
        .value();
  }
  static bool always(const RegionName&, std::uint64_t) { return true; }
  static bool never(const RegionName&, std::uint64_t) { return false; }
};
INSTANTIATE_TEST_SUITE_P(On, TombstonesTest, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(TombstonesTest, GoOnlyOnceStableAndPastTheGrace) {
  ASSERT_TRUE(remove("a"));
  EXPECT_EQ(collect(always), 0U);
  clock_.advance(kTombstoneGrace);
  EXPECT_EQ(collect(always), 0U) << "the grace itself must have passed";
  clock_.advance(1ns);
  EXPECT_EQ(collect(never), 0U);
  EXPECT_EQ(engine_->tombstones().size(), 1U);
  EXPECT_EQ(collect(always), 1U);
  EXPECT_EQ(stored_at("a"), std::nullopt);
  EXPECT_EQ(engine_->tombstones().size(), 0U);
}

TEST_P(TombstonesTest, AskForTheOriginAndSequenceOfTheDelete) {
  ASSERT_TRUE(remove("a"));
  apply(from_virginia(31, "b", 0ms, std::nullopt));
  clock_.advance(kTombstoneGrace + 1s);
  std::vector<std::pair<std::string, std::uint64_t>> asked;
  collect([&](const RegionName& origin, std::uint64_t sequence) {
    asked.emplace_back(origin.text, sequence);
    return false;
  });
  EXPECT_EQ(asked, (decltype(asked){{"eu-west-1", 1}, {"us-east-1", 31}}));
}

TEST_P(TombstonesTest, AnItemWrittenAgainIsNotCollected) {
  ASSERT_TRUE(remove("a"));
  clock_.advance(1ms);
  ASSERT_TRUE(put("a", 1));
  clock_.advance(kTombstoneGrace + 1s);
  EXPECT_EQ(collect(always), 0U);
  EXPECT_EQ(get("a"), order("a", 1));
  EXPECT_EQ(engine_->tombstones().size(), 0U) << "its entry is spent";
}

TEST_P(TombstonesTest, ANewerDeleteCountsByItsOwnTime) {
  ASSERT_TRUE(remove("a"));
  clock_.advance(kTombstoneGrace);
  ASSERT_TRUE(remove("a"));
  clock_.advance(1s);
  EXPECT_EQ(collect(always), 0U);
  clock_.advance(kTombstoneGrace);
  EXPECT_EQ(collect(always), 1U);
}

TEST_P(TombstonesTest, ADeleteStampedInTheFutureWaitsForItsOwnStamp) {
  apply(from_virginia(1, "a", 1min, std::nullopt));
  clock_.advance(1min);
  EXPECT_EQ(collect(always), 0U);
  clock_.advance(kTombstoneGrace + 1s);
  EXPECT_EQ(collect(always), 1U);
}

TEST_P(TombstonesTest, OneCallLooksAtNoMoreThanItsLimitAndStillGetsRound) {
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(remove(std::to_string(i)));
  clock_.advance(kTombstoneGrace + 1s);
  const auto odd = [](const RegionName&, std::uint64_t sequence) { return sequence % 2 == 1; };
  EXPECT_EQ(collect(odd, 4), 2U);
  EXPECT_EQ(collect(odd, 4), 2U);
  EXPECT_EQ(collect(odd, 4), 1U);
  EXPECT_EQ(engine_->tombstones().size(), 5U);
  EXPECT_EQ(collect(always, 4), 4U);
}

TEST_P(TombstonesTest, AreFoundAgainAfterARestart) {
  for (int i = 0; i < 2'100; ++i) {
    ASSERT_TRUE(i % 2 == 0 ? remove(std::to_string(i)) : put(std::to_string(i), i));
  }
  commit();
  restart();
  EXPECT_EQ(engine_->tombstones().size(), 1'050U);
  clock_.advance(kTombstoneGrace + 1s);
  EXPECT_EQ(collect(always, 10'000), 1'050U);
}

TEST_P(TombstonesTest, ACollectionThatIsRolledBackIsDoneAgain) {
  ASSERT_TRUE(remove("a"));
  commit();
  clock_.advance(kTombstoneGrace + 1s);
  ASSERT_EQ(collect(always), 1U);
  store().rollback();
  ASSERT_TRUE(engine_->reload());
  EXPECT_EQ(collect(always), 1U);
}

}  // namespace
}  // namespace lastwrite

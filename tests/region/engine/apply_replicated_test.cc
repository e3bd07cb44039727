// What a region does with a peer's change; and that order and repetition of changes do not matter.
#include <algorithm>
#include <map>

#include "region/base/random.h"
#include "tests/region/engine/engine_test.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

using ApplyReplicated = EngineTest;
INSTANTIATE_TEST_SUITE_P(On, ApplyReplicated, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(ApplyReplicated, ANewerVersionIsInstalledAndLoggedUnderItsOrigin) {
  ASSERT_TRUE(put("a", 1));
  const ChangeRecord record = from_virginia(12, "a", 1ms, order("a", 7));
  EXPECT_EQ(apply(record), ApplyOutcome::kInstalled);
  const StoredItem expected{record.stamp, order("a", 7), OperationId{77}, 12};
  EXPECT_EQ(stored_at("a"), expected);
  EXPECT_EQ(log_of(kVirginia), std::vector<ChangeRecord>{record});
  EXPECT_EQ(log_of(kEurope).size(), 1U);
  EXPECT_EQ(engine_->head(), 1U) << "a peer's change takes no sequence here: it is never sent on";
}

TEST_P(ApplyReplicated, AnOlderVersionIsDiscarded) {
  ASSERT_TRUE(put("a", 1));
  const auto before = stored_at("a");
  EXPECT_EQ(apply(from_virginia(1, "a", -1ms, order("a", 7))), ApplyOutcome::kDiscardedOlder);
  EXPECT_EQ(stored_at("a"), before);
  EXPECT_TRUE(log_of(kVirginia).empty());
}

TEST_P(ApplyReplicated, TheSameVersionAgainIsADuplicateAndChangesNothing) {
  const ChangeRecord record = from_virginia(1, "a", 0ms, order("a", 7));
  EXPECT_EQ(apply(record), ApplyOutcome::kInstalled);
  const auto before = stored_at("a");
  EXPECT_EQ(apply(record), ApplyOutcome::kDuplicate);
  EXPECT_EQ(apply(record, Provenance::kBackfill), ApplyOutcome::kDuplicate);
  EXPECT_EQ(stored_at("a"), before);
  EXPECT_EQ(log_of(kVirginia).size(), 1U);
}

TEST_P(ApplyReplicated, ATieOnTimeIsWonByTheGreaterRegionName) {
  ASSERT_TRUE(put("a", 1));
  EXPECT_EQ(apply(from_virginia(1, "a", 0ms, order("a", 7))), ApplyOutcome::kInstalled)
      << "us-east-1 is greater than eu-west-1";
  ChangeRecord tokyo = from_virginia(1, "a", 0ms, order("a", 8));
  tokyo.stamp.region = RegionName("ap-northeast-1");
  EXPECT_EQ(apply(tokyo), ApplyOutcome::kDiscardedOlder);
}

TEST_P(ApplyReplicated, ADeleteIsKeptAsATombstoneAgainstOlderPuts) {
  EXPECT_EQ(apply(from_virginia(2, "a", 5ms, std::nullopt)), ApplyOutcome::kInstalled);
  EXPECT_EQ(engine_->tombstones().size(), 1U);
  EXPECT_EQ(apply(from_virginia(1, "a", 4ms, order("a", 7))), ApplyOutcome::kDiscardedOlder);
  EXPECT_EQ(get("a"), std::nullopt);
}

TEST_P(ApplyReplicated, ABackfilledVersionMakesNoStreamRecord) {
  EXPECT_EQ(apply(from_virginia(4, "a", 0ms, order("a", 7)), Provenance::kBackfill),
            ApplyOutcome::kInstalled);
  EXPECT_TRUE(log_of(kVirginia).empty());
  ASSERT_EQ(observer_.applies.size(), 1U);
  EXPECT_TRUE(observer_.applies[0].backfill);
}

TEST_P(ApplyReplicated, TheObserverIsToldTheOutcomeAndWhatWasThere) {
  const auto local = put("a", 1);
  apply(from_virginia(1, "a", 1ms, order("a", 7)));
  apply(from_virginia(2, "a", -1ms, order("a", 8)));
  ASSERT_EQ(observer_.applies.size(), 2U);
  EXPECT_EQ(observer_.applies[0].previous, local->version);
  EXPECT_EQ(observer_.applies[0].outcome, ApplyOutcome::kInstalled);
  EXPECT_EQ(observer_.applies[0].key_text, "a");
  EXPECT_EQ(observer_.applies[0].record.observer.injected, Duration(5));
  EXPECT_EQ(observer_.applies[1].previous, observer_.applies[0].record.stamp);
  EXPECT_EQ(observer_.applies[1].outcome, ApplyOutcome::kDiscardedOlder);
}

// --- any order, any multiplicity ---------------------------------------------------------------

const std::vector<RegionName> kOrigins = {RegionName("ap-northeast-1"), kVirginia,
                                          RegionName("sa-east-1")};

// Changes of three origins on few items, with few times, so that stamps tie in time and counter.
std::vector<ChangeRecord> random_history() {
  const auto count = *rc::gen::inRange<std::uint64_t>(1, 30);
  std::vector<ChangeRecord> records;
  for (std::uint64_t i = 1; i <= count; ++i) {
    ChangeRecord record;
    record.table = kOrders;
    const auto id = *rc::gen::element<std::string>("a", "b", "c");
    record.key = kOrdersSchema.key_of(Item{{"orderId", id}}).value();
    record.stamp = {WallTime{*rc::gen::inRange<std::int64_t>(1, 6)},
                    *rc::gen::inRange<std::uint32_t>(0, 3), *rc::gen::elementOf(kOrigins)};
    const auto taken = [&](const ChangeRecord& other) { return other.stamp == record.stamp; };
    if (std::any_of(records.begin(), records.end(), taken)) continue;  // a stamp names one version
    record.sequence = i;
    if (*rc::gen::inRange(0, 4) != 0) {
      record.item = Item{{"orderId", id}, {"amount", Number(static_cast<std::int64_t>(i))}};
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::map<ItemKey, StoredItem> state_after(const std::vector<ChangeRecord>& records) {
  MemoryStore store;
  ManualClock clock;
  NullObserver observer;
  const auto engine = Engine::open({kEurope, StampRule::kHlc, 7}, store, clock, observer).value();
  RC_ASSERT(engine->catalog().create(store.facts(), {kOrders, kOrdersSchema}).has_value());
  for (const ChangeRecord& record : records) {
    RC_ASSERT(apply_replicated(*engine, record, Provenance::kStream).has_value());
  }
  const auto all = store.items().scan(kOrders, std::nullopt, 1000).value();
  return {all.begin(), all.end()};
}

TEST(ApplyReplicatedProperty, AnyOrderAndMultiplicityGivesTheGreatestStampOfEachItem) {
  expect_property([] {
    const std::vector<ChangeRecord> history = random_history();
    std::map<ItemKey, StoredItem> expected;
    for (const ChangeRecord& r : history) {
      StoredItem& best =
          expected.try_emplace(r.key, StoredItem{r.stamp, r.item, {}, r.sequence}).first->second;
      if (best.version < r.stamp) best = {r.stamp, r.item, {}, r.sequence};
    }
    std::vector<ChangeRecord> delivered = history;
    const auto again = *rc::gen::container<std::vector<std::size_t>>(
        rc::gen::inRange<std::size_t>(0, history.size()));
    for (const std::size_t index : again) delivered.push_back(history[index]);
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    for (std::size_t i = delivered.size(); i > 1; --i)
      std::swap(delivered[i - 1], delivered[random.below(i)]);
    RC_ASSERT(state_after(delivered) == expected);
  });
}

}  // namespace
}  // namespace lastwrite

// Combining changes of one item takes nothing from a peer: it ends as if every change had been
// sent.
#include "replicator/core/coalesce.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/random.h"
#include "region/version/attribute_merge.h"

namespace lastwrite {
namespace {

const Item kKey{{"id", String("k")}};

Stamp at(std::int64_t time) {
  return {WallTime{time}, 0, RegionName("eu-west-1")};
}

ChangeRecord change(std::uint64_t sequence, std::int64_t time, const std::string& key = "k") {
  return {.sequence = sequence,
          .table = TableName("Orders"),
          .key = ItemKey(key),
          .stamp = at(time),
          .item = kKey,
          .observer = {}};
}

std::vector<std::uint64_t> sequences(const std::vector<ChangeRecord>& records) {
  std::vector<std::uint64_t> out;
  for (const ChangeRecord& record : records) out.push_back(record.sequence);
  return out;
}

TEST(Coalesce, KeepsTheLastChangeOfEachItemInTheirOrder) {
  std::vector<ChangeRecord> records = {change(1, 1), change(2, 2, "other"), change(3, 3)};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> told;
  const auto removed = coalesce(records, [&](const auto& stale, const auto& newer) {
    told.emplace_back(stale.sequence, newer.sequence);
  });
  EXPECT_THAT(removed, testing::ElementsAre(1));
  EXPECT_THAT(sequences(records), testing::ElementsAre(2, 3));
  EXPECT_THAT(told, testing::ElementsAre(testing::Pair(1, 3)));
}

TEST(Coalesce, AChangeIsNotReplacedByALaterOneOfASmallerStamp) {
  std::vector<ChangeRecord> records = {change(1, 5), change(2, 9), change(3, 7)};
  const auto removed = coalesce(records, [](const auto&, const auto&) {});
  EXPECT_THAT(removed, testing::ElementsAre(1));
  EXPECT_THAT(sequences(records), testing::ElementsAre(2, 3));
}

// A region whose clock goes back and forth: puts, removals and deletes of one item, as they stand
// in its log.
class Origin {
 public:
  explicit Origin(std::uint64_t seed) : random_(seed) {}

  std::vector<ChangeRecord> write(int writes) {
    std::vector<ChangeRecord> log;
    for (int i = 1; i <= writes; ++i) {
      const Stamp stamp = at(static_cast<std::int64_t>(random_.below(1000) * 10 + log.size()));
      const AttributeState change = drawn(stamp);
      state_ = merge_attributes(state_, change, kKey, decide).state;
      log.push_back({.sequence = static_cast<std::uint64_t>(i),
                     .table = TableName("Orders"),
                     .key = ItemKey("k"),
                     .stamp = stamp,
                     .item = state_->item,
                     .observer = {},
                     .attributes = state_->item ? std::optional(change.attributes) : std::nullopt});
    }
    return log;
  }

  const AttributeState& state() const { return *state_; }

 private:
  AttributeState drawn(const Stamp& stamp) {
    if (random_.below(4) == 0) return as_attributes(stamp, std::nullopt, kKey);
    AttributeState state{stamp, kKey, {}};
    for (const char* name : {"a", "b", "c"}) {
      if (random_.below(2) == 0) continue;
      state.attributes.stamps.emplace(name, stamp);
      if (random_.below(4) == 0) continue;  // removed
      state.item->insert_or_assign(name, Number(static_cast<std::int64_t>(random_.below(3))));
    }
    return state;
  }

  Random random_;
  std::optional<AttributeState> state_;
};

AttributeState received(const std::vector<ChangeRecord>& records) {
  std::optional<AttributeState> state;
  for (const ChangeRecord& record : records) {
    const AttributeState change =
        record.attributes ? AttributeState{record.stamp, record.item, *record.attributes}
                          : as_attributes(record.stamp, std::nullopt, kKey);
    state = merge_attributes(state, change, kKey, decide).state;
  }
  return *state;
}

TEST(Coalesce, ByAttributesAPeerEndsAsIfEveryChangeHadBeenSent) {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    Origin origin(seed);
    std::vector<ChangeRecord> records = origin.write(6);
    const AttributeState one_by_one = received(records);
    coalesce(records, [](const auto&, const auto&) {});
    const AttributeState combined = received(records);
    for (const AttributeState* peer : {&one_by_one, &combined}) {
      ASSERT_EQ(peer->version, origin.state().version) << "seed " << seed;
      ASSERT_EQ(peer->item, origin.state().item) << "seed " << seed;
      ASSERT_EQ(peer->attributes, origin.state().attributes) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace lastwrite

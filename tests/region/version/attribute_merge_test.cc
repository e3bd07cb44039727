// Merging by attributes: what wins, what a delete takes along, and that the order of arrival does
// not matter.
#include "region/version/attribute_merge.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "region/base/random.h"

namespace lastwrite {
namespace {

const Item kKey{{"id", String("k")}};

Stamp at(std::int64_t time) {
  return {WallTime{time}, 0, RegionName("eu-west-1")};
}

AttributeState wrote(std::int64_t time, const std::map<std::string, std::int64_t>& values,
                     const std::vector<std::string>& removed = {}) {
  AttributeState state{at(time), kKey, {}};
  for (const auto& [name, value] : values) {
    state.item->insert_or_assign(name, Number(value));
    state.attributes.stamps.emplace(name, at(time));
  }
  for (const std::string& name : removed) state.attributes.stamps.emplace(name, at(time));
  return state;
}

AttributeState deleted(std::int64_t time) {
  return as_attributes(at(time), std::nullopt, kKey);
}

AttributeState merged(const std::vector<AttributeState>& writes) {
  std::optional<AttributeState> state;
  for (const AttributeState& write : writes) {
    state = merge_attributes(state, write, kKey, decide).state;
  }
  return *state;
}

Item with_key(Item item) {
  item.insert(kKey.begin(), kKey.end());
  return item;
}

TEST(AttributeMerge, KeepsBothOfTwoWritesOfDifferentAttributes) {
  const AttributeState state =
      merged({wrote(1, {{"a", 1}, {"b", 1}}), wrote(7, {{"b", 2}}), wrote(5, {{"a", 3}})});
  EXPECT_EQ(state.item, with_key({{"a", Number(3)}, {"b", Number(2)}}));
  EXPECT_EQ(state.version, at(7));
}

TEST(AttributeMerge, TheGreaterStampWinsAnAttributeThatBothWrote) {
  const AttributeState state = merged({wrote(7, {{"a", 7}}), wrote(5, {{"a", 5}, {"b", 5}})});
  EXPECT_EQ(state.item, with_key({{"a", Number(7)}, {"b", Number(5)}}));
}

TEST(AttributeMerge, ARemovedAttributeStaysRemovedForOlderWrites) {
  const AttributeState state =
      merged({wrote(1, {{"a", 1}}), wrote(7, {}, {"a"}), wrote(5, {{"a", 5}})});
  EXPECT_EQ(state.item, kKey);
}

TEST(AttributeMerge, ADeleteRemovesWhatIsOlderEvenWhatItNeverSaw) {
  const AttributeState state = merged({wrote(1, {{"a", 1}}), deleted(6), wrote(5, {{"b", 5}})});
  EXPECT_EQ(state.item, std::nullopt);
  EXPECT_EQ(state.version, at(6));
  EXPECT_TRUE(state.attributes.stamps.empty());
}

TEST(AttributeMerge, AWriteNewerThanADeleteBringsTheItemBackWithWhatItChangedAlone) {
  const AttributeState state =
      merged({wrote(1, {{"a", 1}, {"b", 1}}), wrote(7, {{"b", 7}}), deleted(6)});
  EXPECT_EQ(state.item, with_key({{"b", Number(7)}}));
}

TEST(AttributeMerge, SaysWhatWasTakenAndWhatStoodThere) {
  const AttributeMerge merge =
      merge_attributes(wrote(5, {{"a", 5}}), wrote(3, {{"a", 3}, {"b", 3}}), kKey, decide);
  EXPECT_EQ(merge.decision, Decision::kInstall);
  const std::vector<AttributeEffect> expected = {
      {.name = "a", .version = at(3), .previous = at(5), .taken = false},
      {.name = "b", .version = at(3), .previous = std::nullopt, .taken = true}};
  EXPECT_EQ(merge.effects, expected);
}

TEST(AttributeMerge, WhatComesAgainChangesNothing) {
  const AttributeState stored = merged({wrote(5, {{"a", 5}}), wrote(7, {{"b", 7}})});
  const AttributeMerge newest = merge_attributes(stored, wrote(7, {{"b", 7}}), kKey, decide);
  EXPECT_EQ(newest.decision, Decision::kDuplicate);
  const AttributeMerge older = merge_attributes(stored, wrote(5, {{"a", 5}}), kKey, decide);
  EXPECT_EQ(older.decision, Decision::kDiscardOlder);
}

AttributeState random_write(std::int64_t time, Random& random) {
  if (random.below(6) == 0) return deleted(time);
  AttributeState state = wrote(time, {});
  for (std::uint64_t n = random.below(3); n > 0; --n) {
    const std::string name(1, static_cast<char>('a' + random.below(3)));
    state.attributes.stamps.emplace(name, at(time));
    if (random.below(4) != 0) state.item->insert_or_assign(name, Number(time));
  }
  return state;
}

TEST(AttributeMerge, TheOrderOfArrivalDoesNotMatter) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    std::vector<AttributeState> writes;
    for (std::int64_t time = 1; time <= 7; ++time) writes.push_back(random_write(time, random));
    const AttributeState in_order = merged(writes);
    for (int shuffle = 0; shuffle < 10; ++shuffle) {
      for (std::size_t i = writes.size(); i > 1; --i) {
        std::swap(writes[i - 1], writes[random.below(i)]);
      }
      writes.push_back(writes[random.below(writes.size())]);  // and one comes again
      const AttributeState other = merged(writes);
      EXPECT_EQ(other.version, in_order.version);
      EXPECT_EQ(other.item, in_order.item);
      EXPECT_EQ(other.attributes, in_order.attributes);
    }
  }
}

// Two halves that were merged apart come to the same as all of it in a row: a snapshot is a write.
TEST(AttributeMerge, StatesMergeLikeWrites) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    std::vector<AttributeState> left;
    std::vector<AttributeState> right;
    std::vector<AttributeState> all;
    for (std::int64_t time = 1; time <= 8; ++time) {
      all.push_back(random_write(time, random));
      (time == 1 || (time != 2 && random.below(2) == 0) ? left : right).push_back(all.back());
    }
    const AttributeState whole = merged(all);
    const AttributeState joined = merged({merged(left), merged(right)});
    EXPECT_EQ(joined.item, whole.item);
    EXPECT_EQ(joined.attributes, whole.attributes);
  }
}

}  // namespace
}  // namespace lastwrite

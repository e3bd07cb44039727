// What a power cut takes from a MemoryStore: the commits since the last sync, whole, and no more.
#include <limits>

#include <gtest/gtest.h>

#include "region/store/memory_store.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

constexpr std::size_t kTailAll = 1000;
constexpr std::size_t kTailAnyBytes = std::numeric_limits<std::size_t>::max();

void write(MemoryStore& store, std::uint64_t sequence) {
  const std::string id = fmt::format("order-{}", sequence % 4);
  const auto time = static_cast<std::int64_t>(sequence);
  ASSERT_TRUE(store.items().put(kOrders, key_named(id), stored(id, time)));
  ASSERT_TRUE(store.log().append(change(sequence)));
  ASSERT_TRUE(store.facts().put("cursor", fmt::format("{}", sequence)));
  if (sequence % 5 == 0) {
    ASSERT_TRUE(store.items().erase(kOrders, key_named("order-1")));
  }
  if (sequence % 7 == 0) {
    ASSERT_TRUE(store.log().trim(kEurope, sequence / 2, 3));
  }
  ASSERT_TRUE(store.commit());
}

struct Contents {
  std::vector<KeyedItem> items;
  std::vector<ChangeRecord> log;
  std::uint64_t head = 0;
  std::vector<std::pair<std::string, std::string>> facts;
  friend bool operator==(const Contents&, const Contents&) = default;
};

Contents contents(MemoryStore& store) {
  return {store.items().scan(kOrders, std::nullopt, kTailAll).value(),
          store.log().read(kEurope, 0, kTailAll, kTailAnyBytes).value(),
          store.log().head(kEurope).value(), store.facts().list("").value()};
}

TEST(UnsyncedTail, AStoreThatSyncsEveryCommitLosesNothingCommitted) {
  MemoryStore store;
  for (std::uint64_t i = 1; i <= 20; ++i) write(store, i);
  const Contents before = contents(store);
  ASSERT_TRUE(store.facts().put("open", "transaction"));
  store.lose_unsynced();
  EXPECT_EQ(contents(store), before);
}

TEST(UnsyncedTail, APowerCutTakesTheStoreBackToItsLastSync) {
  MemoryStore store({.commits_per_sync = 10});
  for (std::uint64_t i = 1; i <= 20; ++i) write(store, i);
  EXPECT_EQ(store.unsynced(), 0U);
  const Contents before = contents(store);
  for (std::uint64_t i = 21; i <= 29; ++i) write(store, i);
  EXPECT_EQ(store.unsynced(), 9U);
  store.lose_unsynced();
  EXPECT_EQ(contents(store), before);
  EXPECT_EQ(store.unsynced(), 0U);
}

TEST(UnsyncedTail, WhatWasSyncedOnDemandSurvives) {
  MemoryStore store({.commits_per_sync = 1000});
  for (std::uint64_t i = 1; i <= 5; ++i) write(store, i);
  store.sync();
  const Contents before = contents(store);
  write(store, 6);
  store.lose_unsynced();
  EXPECT_EQ(contents(store), before);
  store.lose_unsynced();
  EXPECT_EQ(contents(store), before);
}

TEST(UnsyncedTail, IsLostExactlyHoweverLongItIs) {
  expect_property([] {
    const auto every = static_cast<std::uint32_t>(*rc::gen::inRange(1, 12));
    const auto commits = static_cast<std::uint64_t>(*rc::gen::inRange(0, 60));
    MemoryStore cut({.commits_per_sync = every});
    MemoryStore whole;
    for (std::uint64_t i = 1; i <= commits; ++i) write(cut, i);
    for (std::uint64_t i = 1; i <= commits - commits % every; ++i) write(whole, i);
    cut.lose_unsynced();
    RC_ASSERT(contents(cut) == contents(whole));
  });
}

}  // namespace
}  // namespace lastwrite

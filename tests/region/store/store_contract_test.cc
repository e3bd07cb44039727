// What store.h promises, once for every implementation.
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "region/store/faulty_store.h"
#include "region/store/memory_store.h"
#include "region/store/sqlite_store.h"
#include "region/value/item_size.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr std::size_t kAll = 1000;
constexpr std::size_t kAnyBytes = std::numeric_limits<std::size_t>::max();

struct Kind {
  std::string name;
  std::function<std::unique_ptr<Store>(const TempDirectory&)> make;
};

void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.name;
}

/// A FaultyStore without faults, over a store of its own.
class HarmlessFaultyStore final : public Store {
 public:
  ItemStore& items() override { return faulty_.items(); }
  ChangeLog& log() override { return faulty_.log(); }
  FactStore& facts() override { return faulty_.facts(); }
  Result<void> commit() override { return faulty_.commit(); }
  void rollback() override { faulty_.rollback(); }

 private:
  MemoryStore below_;
  FaultyStore faulty_{below_};
};

std::unique_ptr<Store> make_sqlite(const TempDirectory& directory, Durability durability) {
  auto store = SqliteStore::open(directory.file("region.db"), durability);
  EXPECT_TRUE(store) << store.error().message;
  return store ? std::move(*store) : nullptr;
}

const Kind kKinds[] = {
    {"MemoryStore", [](const auto&) { return std::make_unique<MemoryStore>(); }},
    {"MemoryStoreWithATail",
     [](const auto&) {
       return std::make_unique<MemoryStore>(MemoryStoreOptions{.commits_per_sync = 3});
     }},
    {"SqliteStore", [](const auto& dir) { return make_sqlite(dir, Durability::kProcess); }},
    {"SqliteStoreFull", [](const auto& dir) { return make_sqlite(dir, Durability::kFull); }},
    {"FaultyStore", [](const auto&) { return std::make_unique<HarmlessFaultyStore>(); }},
};

class StoreContract : public testing::TestWithParam<Kind> {
 protected:
  std::vector<std::string> keys_after(const std::optional<ItemKey>& after, std::size_t limit) {
    std::vector<std::string> keys;
    const auto page = items().scan(kOrders, after, limit).value();
    for (const auto& [key, item] : page) keys.push_back(key.bytes);
    return keys;
  }
  std::vector<std::uint64_t> sequences(const RegionName& origin, std::uint64_t after,
                                       std::size_t limit = kAll, std::size_t bytes = kAnyBytes) {
    std::vector<std::uint64_t> found;
    const auto batch = log().read(origin, after, limit, bytes).value();
    for (const ChangeRecord& record : batch) found.push_back(record.sequence);
    return found;
  }
  void append_all(std::uint64_t last, const RegionName& origin = kEurope) {
    for (std::uint64_t i = 1; i <= last; ++i) ASSERT_TRUE(log().append(change(i, origin)));
  }
  ItemStore& items() { return store_->items(); }
  ChangeLog& log() { return store_->log(); }
  FactStore& facts() { return store_->facts(); }

  TempDirectory directory_;
  std::unique_ptr<Store> store_ = GetParam().make(directory_);
};

INSTANTIATE_TEST_SUITE_P(Every, StoreContract, testing::ValuesIn(kKinds),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(StoreContract, ARangeGivesItsKeysInEitherDirection) {
  for (const char* name : {"a", "b", "c", "d"})
    ASSERT_TRUE(items().put(kOrders, ItemKey{name}, StoredItem{}));
  const auto keys = [&](const KeyRange& range, std::size_t limit = kAll) {
    std::string found;
    const auto page = items().range(kOrders, range, limit).value();
    for (const auto& [key, item] : page) found += key.bytes;
    return found;
  };
  EXPECT_EQ(keys({"b", "d"}), "bc");
  EXPECT_EQ(keys({"b", "d", true}), "cb");
  EXPECT_EQ(keys({"", ""}), "abcd");
  EXPECT_EQ(keys({"c", "", true}), "dc");
  EXPECT_EQ(keys({"a", "", false}, 2), "ab");
  EXPECT_EQ(keys({"a", "", true}, 2), "dc");
  EXPECT_EQ(keys({"c", "b"}), "");
  EXPECT_EQ(items().range(TableName("Nowhere"), {}, kAll)->size(), 0U);
}

TEST_P(StoreContract, AnItemNeverPutIsNotThere) {
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), std::nullopt);
  EXPECT_TRUE(items().erase(kOrders, key_named("a")));
  EXPECT_TRUE(keys_after(std::nullopt, kAll).empty());
}

TEST_P(StoreContract, AnItemComesBackAsItWasPut) {
  ASSERT_TRUE(items().put(kOrders, key_named("a"), stored("a")));
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), stored("a"));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), stored("a"));
}

TEST_P(StoreContract, ATombstoneKeepsItsVersion) {
  StoredItem tombstone = stored("a", -4);
  tombstone.item.reset();
  ASSERT_TRUE(items().put(kOrders, key_named("a"), tombstone));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), tombstone);
  EXPECT_EQ(keys_after(std::nullopt, kAll), std::vector<std::string>{"a"});
}

TEST_P(StoreContract, NumbersOfFullWidthComeBack) {
  StoredItem wide = stored("a", std::numeric_limits<std::int64_t>::min());
  wide.version.counter = std::numeric_limits<std::uint32_t>::max();
  wide.operation = OperationId{std::numeric_limits<std::uint64_t>::max()};
  wide.sequence = std::numeric_limits<std::uint64_t>::max();
  ASSERT_TRUE(items().put(kOrders, key_named("a"), wide));
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), wide);
}

TEST_P(StoreContract, AnEmptyItemIsNoTombstone) {
  StoredItem empty = stored("a");
  empty.item = Item{};
  ASSERT_TRUE(items().put(kOrders, key_named("a"), empty));
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), empty);
}

TEST_P(StoreContract, StampsOfAttributesComeBackWithTheirItem) {
  StoredItem item = stored("a");
  item.attributes = stamps_of({"amount", "tags", "gone"});
  ChangeRecord record = change(1);
  record.attributes = stamps_of({"amount"});
  record.attributes->removed_before.reset();
  StoredItem bare = item;
  bare.attributes = AttributeStamps{};
  ASSERT_TRUE(items().put(kOrders, key_named("a"), item));
  ASSERT_TRUE(items().put(kOrders, key_named("b"), bare));
  ASSERT_TRUE(store_->log().append(record));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), item);
  EXPECT_EQ(items().get(kOrders, key_named("b")).value(), bare);
  EXPECT_EQ(store_->log().read(kEurope, 0, 10, 1000).value(), std::vector{record});
}

TEST_P(StoreContract, TablesAreApart) {
  const TableName other("Other");
  ASSERT_TRUE(items().put(kOrders, key_named("a"), stored("a")));
  EXPECT_EQ(items().get(other, key_named("a")).value(), std::nullopt);
  ASSERT_TRUE(items().put(other, key_named("a"), stored("other")));
  ASSERT_TRUE(items().erase(other, key_named("a")));
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), stored("a"));
}

TEST_P(StoreContract, ScanGoesInByteOrderFromAfterTheGivenKey) {
  const std::string zero("\0", 1);
  for (const std::string& key : {std::string("b"), std::string("\xff"), zero, std::string("a")})
    ASSERT_TRUE(items().put(kOrders, key_named(key), stored("x")));
  const std::vector<std::string> all = {zero, "a", "b", "\xff"};
  EXPECT_EQ(keys_after(std::nullopt, kAll), all);
  EXPECT_EQ(keys_after(std::nullopt, 2), (std::vector<std::string>{zero, "a"}));
  EXPECT_EQ(keys_after(key_named("a"), kAll), (std::vector<std::string>{"b", "\xff"}));
  EXPECT_EQ(keys_after(key_named("aa"), 1), std::vector<std::string>{"b"});
  EXPECT_TRUE(keys_after(key_named("\xff"), kAll).empty());
}

TEST_P(StoreContract, RollbackTakesBackItemsLogAndFactsTogether) {
  ASSERT_TRUE(items().put(kOrders, key_named("kept"), stored("kept")));
  append_all(2);
  ASSERT_TRUE(facts().put("cursor", "1"));
  ASSERT_TRUE(store_->commit());

  ASSERT_TRUE(items().put(kOrders, key_named("kept"), stored("changed")));
  ASSERT_TRUE(items().put(TableName("Fresh"), key_named("new"), stored("new")));
  ASSERT_TRUE(log().append(change(3)));
  ASSERT_TRUE(log().append(change(1, RegionName("ap-south-1"))));
  ASSERT_EQ(log().trim(kEurope, 1, kAll).value(), 1U);
  ASSERT_TRUE(facts().put("cursor", "2"));
  store_->rollback();

  EXPECT_EQ(items().get(kOrders, key_named("kept")).value(), stored("kept"));
  EXPECT_EQ(items().get(TableName("Fresh"), key_named("new")).value(), std::nullopt);
  EXPECT_EQ(sequences(kEurope, 0), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(log().head(kEurope).value(), 2U);
  EXPECT_EQ(log().head(RegionName("ap-south-1")).value(), 0U);
  EXPECT_EQ(facts().get("cursor").value(), "1");
}

TEST_P(StoreContract, WritesGoOnAfterARollback) {
  ASSERT_TRUE(items().put(TableName("Fresh"), key_named("a"), stored("a")));
  store_->rollback();
  ASSERT_TRUE(items().put(kOrders, key_named("a"), stored("a")));
  ASSERT_TRUE(store_->commit());
  store_->rollback();
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), stored("a"));
  EXPECT_EQ(items().get(TableName("Fresh"), key_named("a")).value(), std::nullopt);
}

TEST_P(StoreContract, RollbackBringsBackWhatWasErased) {
  ASSERT_TRUE(items().put(kOrders, key_named("a"), stored("a")));
  ASSERT_TRUE(facts().put("name", "value"));
  ASSERT_TRUE(store_->commit());
  ASSERT_TRUE(items().erase(kOrders, key_named("a")));
  ASSERT_TRUE(facts().erase("name"));
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), std::nullopt);
  store_->rollback();
  EXPECT_EQ(items().get(kOrders, key_named("a")).value(), stored("a"));
  EXPECT_EQ(facts().get("name").value(), "value");
}

TEST_P(StoreContract, CommittingNothingSucceeds) {
  EXPECT_TRUE(store_->commit());
  store_->rollback();
  EXPECT_TRUE(store_->commit());
}

TEST_P(StoreContract, AChangeComesBackWithItsObserverTag) {
  ChangeRecord deletion = change(2);
  deletion.item.reset();
  ASSERT_TRUE(log().append(change(1)));
  ASSERT_TRUE(log().append(deletion));
  ASSERT_TRUE(store_->commit());
  EXPECT_EQ(log().read(kEurope, 0, kAll, kAnyBytes).value(),
            (std::vector<ChangeRecord>{change(1), deletion}));
}

TEST_P(StoreContract, OriginsHaveChangesOfTheirOwn) {
  append_all(2, kEurope);
  append_all(3, kVirginia);
  EXPECT_EQ(sequences(kEurope, 0), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(sequences(kVirginia, 1), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_TRUE(sequences(RegionName("nowhere-1"), 0).empty());
  EXPECT_EQ(log().head(kEurope).value(), 2U);
  EXPECT_EQ(log().head(kVirginia).value(), 3U);
}

TEST_P(StoreContract, ReadStopsAtLimitAndAtBytesButGivesOne) {
  append_all(5);
  const std::size_t one = item_size_bytes(*change(1).item);
  EXPECT_EQ(sequences(kEurope, 1, 2), (std::vector<std::uint64_t>{2, 3}));
  EXPECT_EQ(sequences(kEurope, 0, kAll, 2 * one), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(sequences(kEurope, 0, kAll, 2 * one - 1), std::vector<std::uint64_t>{1});
  EXPECT_EQ(sequences(kEurope, 0, kAll, 0), std::vector<std::uint64_t>{1});
  EXPECT_TRUE(sequences(kEurope, 5).empty());
  EXPECT_TRUE(sequences(kEurope, std::numeric_limits<std::uint64_t>::max()).empty());
}

TEST_P(StoreContract, AnEmptyLogBeginsAtOne) {
  EXPECT_EQ(log().head(kEurope).value(), 0U);
  EXPECT_EQ(log().first(kEurope).value(), 1U);
  EXPECT_EQ(log().trim(kEurope, 10, kAll).value(), 0U);
}

TEST_P(StoreContract, HeadSurvivesTheTrimOfEverything) {
  append_all(3);
  EXPECT_EQ(log().first(kEurope).value(), 1U);
  EXPECT_EQ(log().trim(kEurope, 2, 1).value(), 1U);
  EXPECT_EQ(log().first(kEurope).value(), 2U);
  EXPECT_EQ(log().trim(kEurope, 99, kAll).value(), 2U);
  EXPECT_EQ(log().first(kEurope).value(), 4U);
  EXPECT_EQ(log().head(kEurope).value(), 3U);
  ASSERT_TRUE(store_->commit());
  ASSERT_TRUE(log().append(change(4)));
  EXPECT_EQ(log().head(kEurope).value(), 4U);
  EXPECT_EQ(log().first(kEurope).value(), 4U);
}

TEST_P(StoreContract, TrimLeavesOtherOriginsAlone) {
  append_all(2, kEurope);
  append_all(2, kVirginia);
  ASSERT_EQ(log().trim(kEurope, std::numeric_limits<std::uint64_t>::max(), kAll).value(), 2U);
  EXPECT_EQ(sequences(kVirginia, 0), (std::vector<std::uint64_t>{1, 2}));
}

TEST_P(StoreContract, ChangesOfAPeerMayArriveOutOfOrderAndWithGaps) {
  for (std::uint64_t sequence : {7U, 3U, 5U})
    ASSERT_TRUE(log().append(change(sequence, kVirginia)));
  EXPECT_EQ(sequences(kVirginia, 0), (std::vector<std::uint64_t>{3, 5, 7}));
  EXPECT_EQ(log().first(kVirginia).value(), 3U);
  EXPECT_EQ(log().head(kVirginia).value(), 7U);
}

TEST_P(StoreContract, AChangeAtATakenSequenceReplacesTheOldOne) {
  ASSERT_TRUE(log().append(change(1, kVirginia)));
  ChangeRecord again = change(1, kVirginia);
  again.key = key_named("another");
  ASSERT_TRUE(log().append(again));
  EXPECT_EQ(log().read(kVirginia, 0, kAll, kAnyBytes).value(), std::vector<ChangeRecord>{again});
}

TEST_P(StoreContract, AChangeWithoutSequenceIsRefused) {
  const auto appended = log().append(change(0));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().code, ErrorCode::kInternal);
}

TEST_P(StoreContract, FactsAreListedByPrefixInByteOrder) {
  for (const char* name : {"table/b", "table/a", "tablet", "cursor/eu", "table/"})
    ASSERT_TRUE(facts().put(name, std::string("v") + name));
  const auto listed = facts().list("table/").value();
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0], std::pair(std::string("table/"), std::string("vtable/")));
  EXPECT_EQ(listed[2].first, "table/b");
  EXPECT_EQ(facts().list("").value().size(), 5U);
}

TEST_P(StoreContract, AFactMayHoldAnyBytes) {
  const std::string bytes("\0\xff\n", 3);
  ASSERT_TRUE(facts().put("bytes", bytes));
  ASSERT_TRUE(facts().put("empty", ""));
  ASSERT_TRUE(facts().put("bytes again", "old"));
  ASSERT_TRUE(facts().put("bytes again", bytes));
  EXPECT_EQ(facts().get("bytes").value(), bytes);
  EXPECT_EQ(facts().get("empty").value(), "");
  EXPECT_EQ(facts().get("bytes again").value(), bytes);
  EXPECT_EQ(facts().get("missing").value(), std::nullopt);
  ASSERT_TRUE(facts().erase("bytes"));
  EXPECT_EQ(facts().get("bytes").value(), std::nullopt);
}

}  // namespace
}  // namespace lastwrite

// Random operations on a store and on plain maps: after every one, both must tell the same.
//
// The model keeps two copies of everything, what is committed and what the open transaction sees;
// commit and rollback copy one onto the other. For SqliteStore there is a third step, reopen, which
// loses the open transaction and nothing else.
#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <tuple>

#include <gtest/gtest.h>

#include "region/store/memory_store.h"
#include "region/store/sqlite_store.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/property.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr std::size_t kModelAll = 1000;
constexpr std::size_t kModelAnyBytes = std::numeric_limits<std::size_t>::max();
const TableName kTables[] = {kOrders, TableName("Other")};
const RegionName kRegions[] = {kEurope, kVirginia};

struct Model {
  struct Origin {
    std::map<std::uint64_t, ChangeRecord> records;
    std::uint64_t head = 0;
  };
  std::map<TableName, std::map<ItemKey, StoredItem>> items;
  std::map<RegionName, Origin> log;
  std::map<std::string, std::string> facts;
};

/// A store beside its model, and the steps that both take.
class Pair {
 public:
  using Open = std::function<std::unique_ptr<Store>()>;

  Pair(Open open, bool reopens) : open_(std::move(open)), reopens_(reopens), store_(open_()) {}

  void step() {
    switch (*rc::gen::inRange(0, reopens_ ? 10 : 9)) {
      case 0:
      case 1:
        return put();
      case 2:
        return erase();
      case 3:
      case 4:
        return append();
      case 5:
        return trim();
      case 6:
        return change_fact();
      case 7:
        RC_ASSERT(store_->commit().has_value());
        committed_ = open_model_;
        return;
      case 8:
        store_->rollback();
        open_model_ = committed_;
        return;
      default:
        store_.reset();
        store_ = open_();
        open_model_ = committed_;
    }
  }

  void compare() {
    for (const TableName& table : kTables) compare_items(table);
    for (const RegionName& region : kRegions) compare_log(region);
    const std::vector<std::pair<std::string, std::string>> facts(open_model_.facts.begin(),
                                                                 open_model_.facts.end());
    RC_ASSERT(store_->facts().list("").value() == facts);
  }

 private:
  static TableName any_table() { return kTables[*rc::gen::inRange(0, 2)]; }
  static RegionName any_region() { return kRegions[*rc::gen::inRange(0, 2)]; }
  static ItemKey any_key() { return ItemKey{*rc::gen::element<std::string>("a", "b", "c", "ab")}; }

  void put() {
    const TableName table = any_table();
    const ItemKey key = any_key();
    StoredItem item = stored(key.bytes, *rc::gen::inRange(-5, 5));
    if (*rc::gen::arbitrary<bool>()) item.item.reset();
    RC_ASSERT(store_->items().put(table, key, item).has_value());
    open_model_.items[table].insert_or_assign(key, item);
  }

  void erase() {
    const TableName table = any_table();
    const ItemKey key = any_key();
    RC_ASSERT(store_->items().erase(table, key).has_value());
    open_model_.items[table].erase(key);
  }

  void append() {
    const RegionName region = any_region();
    Model::Origin& origin = open_model_.log[region];
    const auto gap = static_cast<std::uint64_t>(*rc::gen::inRange(1, 3));
    const ChangeRecord record = change(origin.head + gap, region);
    RC_ASSERT(store_->log().append(record).has_value());
    origin.records.emplace(record.sequence, record);
    origin.head = record.sequence;
  }

  void trim() {
    const RegionName region = any_region();
    const auto through = static_cast<std::uint64_t>(*rc::gen::inRange(0, 10));
    const auto limit = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
    auto& records = open_model_.log[region].records;
    std::size_t expected = 0;
    for (; expected < limit && !records.empty() && records.begin()->first <= through; ++expected)
      records.erase(records.begin());
    RC_ASSERT(store_->log().trim(region, through, limit).value() == expected);
  }

  void change_fact() {
    const std::string name = *rc::gen::element<std::string>("a", "a/b", "c");
    if (*rc::gen::arbitrary<bool>()) {
      RC_ASSERT(store_->facts().erase(name).has_value());
      open_model_.facts.erase(name);
      return;
    }
    const std::string value = *rc::gen::element<std::string>("", "1", "two");
    RC_ASSERT(store_->facts().put(name, value).has_value());
    open_model_.facts[name] = value;
  }

  void compare_items(const TableName& table) {
    const auto& items = open_model_.items[table];
    const std::vector<KeyedItem> expected(items.begin(), items.end());
    RC_ASSERT(store_->items().scan(table, std::nullopt, kModelAll).value() == expected);
    const auto after = items.upper_bound(ItemKey{"ab"});
    const std::vector<KeyedItem> rest(after, items.end());
    RC_ASSERT(store_->items().scan(table, ItemKey{"ab"}, kModelAll).value() == rest);
    const auto found = items.find(ItemKey{"b"});
    const auto one = store_->items().get(table, ItemKey{"b"}).value();
    RC_ASSERT(one == (found == items.end() ? std::nullopt : std::optional(found->second)));
  }

  void compare_log(const RegionName& region) {
    const Model::Origin& origin = open_model_.log[region];
    std::vector<ChangeRecord> expected;
    for (const auto& [sequence, record] : origin.records)
      if (sequence > 2 && expected.size() < 5) expected.push_back(record);
    RC_ASSERT(store_->log().read(region, 2, 5, kModelAnyBytes).value() == expected);
    RC_ASSERT(store_->log().head(region).value() == origin.head);
    RC_ASSERT(store_->log().first(region).value() ==
              (origin.records.empty() ? origin.head + 1 : origin.records.begin()->first));
  }

  Open open_;
  bool reopens_;
  std::unique_ptr<Store> store_;
  Model committed_;
  Model open_model_;
};

void run_steps(Pair& pair) {
  const int steps = *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    pair.step();
    pair.compare();
  }
}

TEST(MemoryStoreModel, ToldAsPlainMapsDo) {
  expect_property([] {
    Pair pair([] { return std::make_unique<MemoryStore>(); }, false);
    run_steps(pair);
  });
}

TEST(MemoryStoreModel, ToldAsPlainMapsDoWhileItKeepsATail) {
  expect_property([] {
    const auto every = static_cast<std::uint32_t>(*rc::gen::inRange(2, 20));
    Pair pair(
        [every] {
          return std::make_unique<MemoryStore>(MemoryStoreOptions{.commits_per_sync = every});
        },
        false);
    run_steps(pair);
  });
}

TEST(SqliteStoreModel, ToldAsPlainMapsDoAcrossReopening) {
  expect_property(
      [] {
        const TempDirectory directory;
        const auto open = [&]() -> std::unique_ptr<Store> {
          return SqliteStore::open(directory.file("region.db"), Durability::kProcess).value();
        };
        Pair pair(open, true);
        run_steps(pair);
      },
      {.runs = 60});
}

}  // namespace
}  // namespace lastwrite

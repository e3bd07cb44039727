// Indexes follow their table whatever happens to it: a property over random writes, changes of
// peers, new and deleted indexes, restarts. The model of an index is its table, read by a scan.
#include "region/engine/index_upkeep.h"

#include <algorithm>

#include "region/engine/index_fill.h"
#include "region/engine/index_projection.h"
#include "region/engine/query.h"
#include "region/engine/scan.h"
#include "region/expression/parse_condition.h"
#include "tests/region/engine/engine_test.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

const TableName kUpkeptSales("Sales");
const KeySchema kUpkeepKey{.partition = {"shop", KeyType::kString},
                           .sort = KeyAttribute{"seq", KeyType::kNumber}};

IndexDescription by_tag(TableStatus status = TableStatus::kActive) {
  return {.name = "by-tag",
          .partition = {{"tag", KeyType::kString}},
          .sort = {{"date", KeyType::kNumber}},
          .projection = {IndexProjection::Kind::kInclude, {"note"}},
          .status = status};
}
IndexDescription by_date() {
  return {.name = "by-date",
          .global = false,
          .partition = {{"shop", KeyType::kString}},
          .sort = {{"date", KeyType::kNumber}}};
}

class World {
 public:
  World(const StoreKind& kind, Granularity granularity)
      : granularity_(granularity), disk_(kind.make()) {
    boot();
    CreateTableInput input{kUpkeptSales, kUpkeepKey};
    input.indexes = {by_tag(), by_date()};
    RC_ASSERT(engine_->catalog().create(store().facts(), input).has_value());
    RC_ASSERT(store().commit().has_value());
  }

  // One thing that may happen to a table.
  void step() {
    clock_.advance(1ms);
    switch (*rc::gen::inRange(0, 9)) {
      case 0:
      case 1:
        (void)put_item(*engine_, {kUpkeptSales, any_item()});
        break;
      case 2:
      case 3:
        (void)update_item(*engine_, {kUpkeptSales, any_key(), any_update()});
        break;
      case 4:
        RC_ASSERT(delete_item(*engine_, {kUpkeptSales, any_key()}).has_value());
        break;
      case 5:
      case 6:
        RC_ASSERT(apply_replicated(*engine_, any_change(), Provenance::kStream).has_value());
        break;
      case 7:
        restart();
        break;
      default:
        build();
    }
  }

  void check() {
    while (unfinished()) build();
    for (const IndexDescription& index : table().indexes) {
      RC_ASSERT(entries_of(index) == expected_of(index));
      if (!index.global) continue;
      for (const char* tag : {"a", "b"}) check_query(index, tag);
    }
  }

 private:
  void boot() {
    EngineOptions options{kEurope, StampRule::kHlc, 7};
    options.granularity = granularity_;
    engine_ = Engine::open(options, store(), clock_, observer_).value();
  }
  void restart() {
    if (*rc::gen::arbitrary<bool>()) RC_ASSERT(store().commit().has_value());
    engine_.reset();
    disk_->restart();
    after_.reset();
    boot();
  }
  Store& store() { return disk_->store(); }
  const TableDescription& table() { return **engine_->catalog().find(kUpkeptSales); }

  static Item any_key() {
    return {{"shop", *rc::gen::element<std::string>("x", "y")},
            {"seq", Number(*rc::gen::inRange(0, 6))}};
  }
  // Now and then of another type, which a peer without the index may well write.
  static AttributeValue any_tag() {
    return *rc::gen::element<AttributeValue>("a", "b", "c", "", AttributeValue(Number(1)));
  }
  static Item any_item() {
    Item item = any_key();
    if (*rc::gen::inRange(0, 4) > 0) item["tag"] = any_tag();
    if (*rc::gen::inRange(0, 4) > 0) item["date"] = Number(*rc::gen::inRange(-2, 3));
    if (*rc::gen::arbitrary<bool>()) item["note"] = "n";
    if (*rc::gen::arbitrary<bool>()) item["other"] = "o";
    return item;
  }
  static Update any_update() {
    if (*rc::gen::arbitrary<bool>()) return {{SetAction{attribute("tag"), any_tag()}}};
    if (*rc::gen::arbitrary<bool>())
      return {{AddAction{attribute("date"), Number(*rc::gen::inRange(-1, 2))}}};
    return {{RemoveAction{attribute(*rc::gen::element<std::string>("tag", "date", "note"))}}};
  }
  ChangeRecord any_change() {
    Item item = any_item();
    const ItemKey key = kUpkeepKey.key_of(item).value();
    const Duration when = std::chrono::milliseconds(*rc::gen::inRange(-5, 6));
    ChangeRecord change;
    change.sequence = ++sequence_;
    change.table = kUpkeptSales;
    change.key = key;
    change.stamp = {clock_.wall_now() + when, 0, kVirginia};
    if (*rc::gen::inRange(0, 4) > 0) change.item = std::move(item);
    if (granularity_ == Granularity::kAttribute && change.item) change.attributes = stamps(change);
    return change;
  }
  static AttributeStamps stamps(const ChangeRecord& change) {
    AttributeStamps all;
    for (const auto& [name, value] : *change.item) {
      if (name != "shop" && name != "seq") all.stamps.emplace(name, change.stamp);
    }
    return all;
  }

  bool unfinished() { return engine_->catalog().unfinished_indexes(); }

  // One step of what is under way, or the beginning of something.
  void build() {
    const IndexDescription* index = table().find_index("by-tag");
    if (index == nullptr || index->status == TableStatus::kActive) return begin();
    if (index->status == TableStatus::kDeleting) {
      RC_ASSERT(drop_index_step(*engine_, kUpkeptSales, "by-tag").has_value());
      return;
    }
    auto next = fill_index_step(*engine_, kUpkeptSales, "by-tag", after_);
    RC_ASSERT(next.has_value());
    after_ = *std::move(next);
  }
  void begin() {
    TableDescription changed = table();
    if (changed.find_index("by-tag") == nullptr) {
      changed.indexes.push_back(by_tag(TableStatus::kCreating));
      after_.reset();
    } else {
      changed.indexes.front().name == "by-tag"
          ? changed.indexes.front().status = TableStatus::kDeleting
          : changed.indexes.back().status = TableStatus::kDeleting;
    }
    RC_ASSERT(engine_->catalog().put(store().facts(), changed).has_value());
  }

  static bool holds(const IndexDescription& index, const Item& item) {
    const auto tag = item.find("tag");
    const bool tagged =
        tag != item.end() && tag->second.type_name() == "S" && *tag->second.get_if<String>() != "";
    return item.contains("date") && (!index.global || tagged);
  }
  std::vector<Item> table_items() { return scan(*engine_, {kUpkeptSales}).value().items; }
  std::vector<Item> expected_of(const IndexDescription& index) {
    std::vector<Item> expected;
    for (const Item& item : table_items()) {
      if (holds(index, item)) expected.push_back(projected(table(), index, item));
    }
    return by_key(std::move(expected));
  }
  std::vector<Item> entries_of(const IndexDescription& index) {
    return by_key(scan(*engine_, {kUpkeptSales, 0, 1, {.index = index.name}}).value().items);
  }
  static std::vector<Item> by_key(std::vector<Item> items) {
    std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      return kUpkeepKey.key_of(a).value() < kUpkeepKey.key_of(b).value();
    });
    return items;
  }

  // What has the tag, by date and then by key.
  void check_query(const IndexDescription& index, const std::string& tag) {
    std::vector<Item> expected;
    for (const Item& item : expected_of(index)) {
      if (item.at("tag") == AttributeValue(tag)) expected.push_back(item);
    }
    std::stable_sort(expected.begin(), expected.end(), [](const Item& a, const Item& b) {
      return *order_of(a.at("date"), b.at("date")) < 0;
    });
    RC_ASSERT(paged(index.name, tag, true) == expected);
    std::reverse(expected.begin(), expected.end());
    RC_ASSERT(paged(index.name, tag, false) == expected);
  }
  std::vector<Item> paged(const std::string& index, const std::string& tag, bool forward) {
    std::vector<Item> all;
    PageInput page{.limit = *rc::gen::inRange<std::uint64_t>(1, 4), .index = index};
    const auto key = Condition::compare(attribute("tag"), Comparator::kEqual, AttributeValue(tag));
    do {
      const auto one = query(*engine_, {kUpkeptSales, key, forward, page});
      RC_ASSERT(one.has_value());
      all.insert(all.end(), one->items.begin(), one->items.end());
      page.start_after = one->last_key;
    } while (page.start_after);
    return all;
  }

  Granularity granularity_;
  ManualClock clock_;
  RecordingObserver observer_;
  std::unique_ptr<TestStore> disk_;
  std::unique_ptr<Engine> engine_;
  std::optional<ItemKey> after_;
  std::uint64_t sequence_ = 0;
};

class IndexUpkeep : public testing::TestWithParam<StoreKind> {};

INSTANTIATE_TEST_SUITE_P(On, IndexUpkeep, testing::ValuesIn(kEveryStoreKind),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(IndexUpkeep, AnIndexIsWhatItsTableIsWhateverHappens) {
  expect_property(
      [] {
        World world(GetParam(), Granularity::kItem);
        const int steps = *rc::gen::inRange(0, 80);
        for (int i = 0; i < steps; ++i) world.step();
        world.check();
      },
      {.runs = 60});
}

TEST_P(IndexUpkeep, WithConflictsByAttributesToo) {
  expect_property(
      [] {
        World world(GetParam(), Granularity::kAttribute);
        const int steps = *rc::gen::inRange(0, 80);
        for (int i = 0; i < steps; ++i) world.step();
        world.check();
      },
      {.seed = 20262, .runs = 40});
}

}  // namespace
}  // namespace lastwrite

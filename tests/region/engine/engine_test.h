// The fixture of the engine's tests: an engine of eu-west-1 with one table, on each kind of store,
// with a clock moved by hand. Operations run in the open transaction; commit() ends it. Threading:
// one thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "region/base/manual_clock.h"
#include "region/engine/apply_replicated.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/engine/update_item.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/recording_observer.h"
#include "tests/support/test_store.h"

namespace lastwrite {

inline const KeySchema kOrdersSchema{.partition = {"orderId", KeyType::kString},
                                     .sort = std::nullopt};

class EngineTest : public testing::TestWithParam<StoreKind> {
 protected:
  EngineTest() : disk_(GetParam().make()) {
    boot();
    const auto created = engine_->catalog().create(store().facts(), {kOrders, kOrdersSchema});
    EXPECT_TRUE(created);
    commit();
  }

  void boot() {
    auto engine = Engine::open({kEurope, rule_, 7}, store(), clock_, observer_);
    LW_CHECK(engine, "{}", engine.error().message);
    engine_ = std::move(*engine);
  }
  /// As a killed process comes back, perhaps with another stamp rule.
  void restart(StampRule rule = StampRule::kWall) {
    rule_ = rule;
    engine_.reset();
    disk_->restart();
    boot();
  }

  static Item key(const std::string& id) { return Item{{"orderId", String(id)}}; }
  static ItemKey key_bytes(const std::string& id) { return kOrdersSchema.key_of(key(id)).value(); }
  static Item order(const std::string& id, std::int64_t amount) {
    return Item{{"orderId", String(id)}, {"amount", Number(amount)}};
  }
  static Condition version_is(std::int64_t amount) {
    return Condition::compare(attribute("amount"), Comparator::kEqual, Number(amount));
  }
  static Condition absent() { return Condition::not_exists(attribute("orderId")); }

  Result<WriteOutput> put(const std::string& id, std::int64_t amount,
                          std::optional<Condition> condition = {}) {
    return put_item(*engine_, {kOrders, order(id, amount), std::move(condition), OperationId{9}});
  }
  Result<WriteOutput> update(const std::string& id, UpdateAction action,
                             std::optional<Condition> condition = {}) {
    return update_item(*engine_,
                       {kOrders, key(id), Update{{std::move(action)}}, std::move(condition)});
  }
  Result<WriteOutput> add(const std::string& id, std::int64_t amount) {
    return update(id, AddAction{attribute("amount"), Number(amount)});
  }
  Result<WriteOutput> remove(const std::string& id, std::optional<Condition> condition = {}) {
    return delete_item(*engine_, {kOrders, key(id), std::move(condition), OperationId::kNone});
  }
  std::optional<Item> get(const std::string& id) {
    return get_item(*engine_, {kOrders, key(id)}).value().item;
  }
  std::optional<StoredItem> stored_at(const std::string& id) {
    return store().items().get(kOrders, key_bytes(id)).value();
  }
  std::vector<ChangeRecord> log_of(const RegionName& origin) {
    return store().log().read(origin, 0, 1'000'000, SIZE_MAX).value();
  }
  /// A change as us-east-1 made it `when` after this region's present.
  ChangeRecord from_virginia(std::uint64_t sequence, const std::string& id, Duration when,
                             std::optional<Item> item) {
    return {sequence,      kOrders,
            key_bytes(id), {clock_.wall_now() + when, 0, kVirginia},
            item,          {OperationId{77}, clock_.now(), Duration(5)}};
  }
  ApplyOutcome apply(const ChangeRecord& record, Provenance provenance = Provenance::kStream) {
    return apply_replicated(*engine_, record, provenance).value();
  }

  Store& store() { return disk_->store(); }
  void commit() { EXPECT_TRUE(store().commit()); }

  ManualClock clock_;
  RecordingObserver observer_;
  std::unique_ptr<TestStore> disk_;
  StampRule rule_ = StampRule::kWall;
  std::unique_ptr<Engine> engine_;
};

}  // namespace lastwrite

// A whole region without a process: engine, group commit and replicator on a store in memory, in
// virtual time, with a link model towards every peer.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "region/base/check.h"
#include "region/base/skewed_clock.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/group_commit.h"
#include "region/engine/put_item.h"
#include "region/engine/update_item.h"
#include "region/main/replication_adapter.h"
#include "region/store/memory_store.h"
#include "replicator/core/replicator.h"
#include "replicator/transport/loopback_transport.h"
#include "replicator/transport/shaped_transport.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {

inline const TableName kTestTable("Orders");
inline const KeySchema kTestKey{.partition = {"id", KeyType::kString}, .sort = std::nullopt};

class TestRegion {
 public:
  /// `store` outlives the region, as a disk outlives a process. `peers`: all others.
  TestRegion(RegionName name, std::vector<RegionName> peers, Store& store,
             ManualScheduler& scheduler, LoopbackNetwork& network, Random random,
             StampRule rule = StampRule::kWall, Observer* observer = nullptr,
             ReplicationLimits limits = {})
      : clock_(scheduler),
        scheduler_(scheduler),
        network_(network),
        name_(std::move(name)),
        engine_(open(store, rule, observer ? *observer : null_observer_)),
        commits_(scheduler, *engine_, [this] { replicator_.on_log_grown(); }),
        source_(*engine_),
        sink_(*engine_, commits_),
        shaped_(network.join(name_), scheduler, scheduler, random.fork(name_.text)),
        replicator_({std::move(peers), limits, nullptr}, scheduler, shaped_, source_, sink_) {
    commits_.submit<TableDescription>(
        [this]() -> Result<TableDescription> {
          const auto found = engine_->catalog().find(kTestTable);
          if (found) return **found;
          return engine_->catalog().create(engine_->store().facts(), {kTestTable, kTestKey});
        },
        [](const Result<TableDescription>&) {});
    replicator_.start();
  }
  ~TestRegion() { network_.leave(name_); }

  void put(const std::string& id, Item attributes,
           std::optional<Condition> condition = std::nullopt) {
    attributes.insert_or_assign("id", String(id));
    commits_.submit<WriteOutput>(
        [this, input = PutItemInput{kTestTable, std::move(attributes), std::move(condition),
                                    next_operation()}] { return put_item(*engine_, input); },
        [this](const Result<WriteOutput>& result) { note(result); });
  }
  void add(const std::string& id, std::int64_t amount) {
    commits_.submit<WriteOutput>(
        [this, input = UpdateItemInput{kTestTable,
                                       Item{{"id", String(id)}},
                                       Update{{AddAction{attribute("count"), Number(amount)}}},
                                       {},
                                       next_operation()}] { return update_item(*engine_, input); },
        [this](const Result<WriteOutput>& result) { note(result); });
  }
  void remove(const std::string& id) {
    commits_.submit<WriteOutput>(
        [this,
         input = DeleteItemInput{kTestTable, Item{{"id", String(id)}}, {}, next_operation()}] {
          return delete_item(*engine_, input);
        },
        [this](const Result<WriteOutput>& result) { note(result); });
  }

  /// From now on every write bears an operation id of its own, as under a driver.
  void number_operations() { numbered_ = true; }

  /// Everything this region holds, tombstones included, but for the observer's operation ids.
  std::map<ItemKey, StoredItem> contents() {
    std::map<ItemKey, StoredItem> all;
    const auto page = engine_->store().items().scan(kTestTable, std::nullopt, 1'000'000);
    for (const auto& [key, stored] : *page) {
      StoredItem bare = stored;
      bare.operation = OperationId::kNone;
      all.emplace(key, std::move(bare));
    }
    return all;
  }

  const RegionName& name() const { return name_; }
  Engine& engine() { return *engine_; }
  GroupCommit& commits() { return commits_; }
  Replicator& replicator() { return replicator_; }
  ShapedTransport& links() { return shaped_; }
  SkewedClock& clock() { return clock_; }
  /// Versions whose writes were acknowledged here, in order.
  const std::vector<Stamp>& acknowledged() const { return acknowledged_; }
  const std::vector<Error>& errors() const { return errors_; }

 private:
  OperationId next_operation() {
    return numbered_ ? OperationId{++last_operation_} : OperationId::kNone;
  }
  std::unique_ptr<Engine> open(Store& store, StampRule rule, Observer& observer) {
    auto engine = Engine::open({name_, rule, 7}, store, clock_, observer);
    LW_CHECK(engine, "{}", engine.error().message);
    return std::move(*engine);
  }
  void note(const Result<WriteOutput>& result) {
    if (result) {
      acknowledged_.push_back(result->version);
    } else {
      errors_.push_back(result.error());
    }
  }

  SkewedClock clock_;
  ManualScheduler& scheduler_;
  LoopbackNetwork& network_;
  const RegionName name_;
  NullObserver null_observer_;
  std::unique_ptr<Engine> engine_;
  GroupCommit commits_;
  EngineSource source_;
  EngineSink sink_;
  ShapedTransport shaped_;
  Replicator replicator_;
  bool numbered_ = false;
  std::uint64_t last_operation_ = 0;
  std::vector<Stamp> acknowledged_;
  std::vector<Error> errors_;
};

}  // namespace lastwrite

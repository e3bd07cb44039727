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
#include "region/engine/put_item.h"
#include "region/engine/update_item.h"
#include "region/node/region_node.h"
#include "region/store/memory_store.h"
#include "replicator/transport/loopback_transport.h"
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
             ReplicationLimits limits = {}, Granularity granularity = Granularity::kItem)
      : clock_(scheduler),
        scheduler_(scheduler),
        network_(network),
        name_(std::move(name)),
        node_(open(std::move(peers), store, network, random, rule,
                   observer ? *observer : null_observer_, limits, granularity)) {
    commits().submit<TableDescription>(
        [this]() -> Result<TableDescription> {
          const auto found = engine().catalog().find(kTestTable);
          if (found) return **found;
          return engine().catalog().create(engine().store().facts(), {kTestTable, kTestKey});
        },
        [](const Result<TableDescription>&) {});
    replicator().start();
  }
  ~TestRegion() { network_.leave(name_); }

  void put(const std::string& id, Item attributes,
           std::optional<Condition> condition = std::nullopt) {
    attributes.insert_or_assign("id", String(id));
    commits().submit<WriteOutput>(
        [this, input = PutItemInput{kTestTable, std::move(attributes), std::move(condition),
                                    next_operation()}] { return put_item(engine(), input); },
        [this](const Result<WriteOutput>& result) { note(result); });
  }
  void add(const std::string& id, std::int64_t amount) {
    commits().submit<WriteOutput>(
        [this, input = UpdateItemInput{kTestTable,
                                       Item{{"id", String(id)}},
                                       Update{{AddAction{attribute("count"), Number(amount)}}},
                                       {},
                                       next_operation()}] { return update_item(engine(), input); },
        [this](const Result<WriteOutput>& result) { note(result); });
  }
  void set(const std::string& id, const std::string& name, std::int64_t value) {
    commits().submit<WriteOutput>(
        [this, input = UpdateItemInput{kTestTable,
                                       Item{{"id", String(id)}},
                                       Update{{SetAction{attribute(name), Number(value)}}},
                                       {},
                                       next_operation()}] { return update_item(engine(), input); },
        [this](const Result<WriteOutput>& result) { note(result); });
  }
  void remove(const std::string& id) {
    commits().submit<WriteOutput>(
        [this,
         input = DeleteItemInput{kTestTable, Item{{"id", String(id)}}, {}, next_operation()}] {
          return delete_item(engine(), input);
        },
        [this](const Result<WriteOutput>& result) { note(result); });
  }

  /// From now on every write bears an operation id of its own, as under a driver.
  void number_operations() { numbered_ = true; }

  /// Everything this region holds, tombstones included, but for the observer's operation ids.
  std::map<ItemKey, StoredItem> contents() {
    std::map<ItemKey, StoredItem> all;
    const auto page = engine().store().items().scan(kTestTable, std::nullopt, 1'000'000);
    for (const auto& [key, stored] : *page) {
      StoredItem bare = stored;
      bare.operation = OperationId::kNone;
      all.emplace(key, std::move(bare));
    }
    return all;
  }

  const RegionName& name() const { return name_; }
  RegionNode& node() { return *node_; }
  Engine& engine() { return node_->engine(); }
  void start_upkeep() { node_->start_upkeep(); }
  GroupCommit& commits() { return node_->commits(); }
  Replicator& replicator() { return node_->replicator(); }
  ShapedTransport& links() { return node_->links(); }
  SkewedClock& clock() { return clock_; }
  /// Versions whose writes were acknowledged here, in order.
  const std::vector<Stamp>& acknowledged() const { return acknowledged_; }
  const std::vector<Error>& errors() const { return errors_; }

 private:
  OperationId next_operation() {
    return numbered_ ? OperationId{++last_operation_} : OperationId::kNone;
  }
  std::unique_ptr<RegionNode> open(std::vector<RegionName> peers, Store& store,
                                   LoopbackNetwork& network, Random random, StampRule rule,
                                   Observer& observer, const ReplicationLimits& limits,
                                   Granularity granularity) {
    NodeOptions options;
    options.region = name_;
    options.peers = std::move(peers);
    options.stamp_rule = rule;
    options.new_generation = 7;
    options.limits = limits;
    options.granularity = granularity;
    auto node =
        RegionNode::open(options, {scheduler_, clock_, store, observer, network.join(name_)},
                         random.fork(name_.text));
    LW_CHECK(node, "{}", node.error().message);
    return std::move(*node);
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
  std::unique_ptr<RegionNode> node_;
  bool numbered_ = false;
  std::uint64_t last_operation_ = 0;
  std::vector<Stamp> acknowledged_;
  std::vector<Error> errors_;
};

}  // namespace lastwrite

#include "scenarios/sim/sim_region.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/new_history.h"
#include "region/engine/put_item.h"
#include "region/engine/transact_puts.h"
#include "region/engine/update_item.h"
#include "region/store/sqlite_store.h"
#include "scenarios/sim/pending_reply.h"

namespace lastwrite {

// What the gRPC services are to a live region: hands operations to the group commit.
class SimRegion::Client final : public RegionClient {
 public:
  explicit Client(SimRegion& region) : region_(region) {}

  void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) override {
    run(lastwrite::get_item, input, std::move(reply));
  }
  void put_item(const PutItemInput& input, Reply<WriteOutput> reply) override {
    run(lastwrite::put_item, input, std::move(reply));
  }
  void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) override {
    run(lastwrite::update_item, input, std::move(reply));
  }
  void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) override {
    run(lastwrite::delete_item, input, std::move(reply));
  }
  void transact_puts(const TransactPutsInput& input,
                     Reply<std::vector<WriteOutput>> reply) override {
    run(lastwrite::transact_puts, input, std::move(reply));
  }

 private:
  template <typename Input, typename Output>
  void run(Result<Output> (*operation)(Engine&, const Input&), const Input& input,
           Reply<Output> reply) {
    SimScheduler& scheduler = region_.setting_.scheduler;
    PendingReply<Output> pending(scheduler, region_.name_, kLocalHop, std::move(reply));
    scheduler.call_after(kLocalHop,
                         [this, operation, input, pending = std::move(pending)]() mutable {
                           if (!region_.up()) return;  // `pending` says so
                           region_.node_->commits().submit<Output>(
                               [engine = &region_.node_->engine(), operation,
                                input = std::move(input)] { return operation(*engine, input); },
                               std::move(pending));
                         });
  }

  SimRegion& region_;
};

SimRegion::SimRegion(const SimSetting& setting, RegionName name)
    : setting_(setting), name_(std::move(name)), client_(std::make_unique<Client>(*this)) {}

SimRegion::~SimRegion() {
  if (up()) crash(CrashMode::kProcess);
}

RegionClient& SimRegion::client() {
  return *client_;
}

Result<void> SimRegion::boot() {
  if (const auto opened = open_store(); !opened) return opened;
  const std::string life = fmt::format("{} {}", name_, incarnation_);
  const Random root = Random(setting_.scenario.seed).fork(incarnation_ == 0 ? name_.text : life);
  clock_ = std::make_unique<SkewedClock>(setting_.scheduler, root.fork("clock"));
  observer_ = std::make_unique<TraceObserver>(
      setting_.trace.open({name_.text, incarnation_}, setting_.scheduler.now()), *clock_);
  auto node = RegionNode::open(
      node_options(),
      {setting_.scheduler, *clock_, *store_, *observer_, setting_.network.join(name_)}, root);
  if (!node) return propagate(node);
  node_ = *std::move(node);
  node_->start();
  return {};
}

void SimRegion::sync() {
  if (memory_) memory_->sync();
}

void SimRegion::crash(CrashMode mode) {
  setting_.network.leave(name_);
  node_.reset();
  observer_.reset();
  clock_.reset();
  store_->rollback();  // an open transaction ends with its process
  if (setting_.store.kind == SimStoreKind::kSqlite) store_.reset();
  ++incarnation_;
  if (mode == CrashMode::kLoseUnsynced && memory_) lose_unsynced();
}

void SimRegion::lose_unsynced() {
  memory_->lose_unsynced();
  const NodeOptions options = node_options();
  const auto begun =
      begin_new_history(*store_, {options.region, options.peers, options.new_generation});
  LW_CHECK(begun, "a store in memory failed: {}", begun.error().message);
  memory_->sync();
}

// Memory outlives a crash as a disk does: what was committed is there again.
Result<void> SimRegion::open_store() {
  if (store_) return {};
  if (setting_.store.kind == SimStoreKind::kMemory) {
    auto memory = std::make_unique<MemoryStore>(MemoryStoreOptions{commits_per_sync()});
    memory_ = memory.get();
    store_ = std::move(memory);
    if (setting_.seams.wrap_store) store_ = setting_.seams.wrap_store(std::move(store_));
    return {};
  }
  const Durability durability = setting_.scenario.durability == DurabilityLevel::kFull
                                    ? Durability::kFull
                                    : Durability::kProcess;
  auto store =
      SqliteStore::open(fmt::format("{}/{}.db", setting_.store.directory, name_), durability);
  if (!store) return propagate(store);
  store_ = *std::move(store);
  return {};
}

// How much a power cut takes: with durability `process` the system writes when it likes. Only asked
// of scenarios with a power cut, for what could be lost has to be remembered.
std::uint32_t SimRegion::commits_per_sync() const {
  constexpr std::uint32_t kWhenItLikes = 64;
  const bool cut = std::any_of(setting_.scenario.faults.begin(), setting_.scenario.faults.end(),
                               [](const FaultSpec& fault) {
                                 const auto* kill = std::get_if<KillFault>(&fault.kind);
                                 return kill && kill->mode == CrashMode::kLoseUnsynced;
                               });
  return cut && setting_.scenario.durability == DurabilityLevel::kProcess ? kWhenItLikes : 1;
}

NodeOptions SimRegion::node_options() const {
  NodeOptions options;
  options.region = name_;
  for (const RegionName& region : setting_.scenario.regions) {
    if (region != name_) options.peers.push_back(region);
  }
  options.stamp_rule = setting_.scenario.stamps;
  options.granularity = setting_.scenario.granularity;
  options.new_generation = 1 + incarnation_;
  options.conflict_rule = setting_.seams.conflict_rule;
  options.wrap_sink = setting_.seams.wrap_sink;
  if (expires(setting_.scenario.workload))
    options.retention.ttl_sweep = setting_.scenario.ttl_sweep;
  options.limits.coalesce_window = setting_.scenario.coalesce ? 50ms : 0ms;
  return options;
}

}  // namespace lastwrite

// One simulated region: a RegionNode on a store that outlives its crashes, and the way to it from
// inside the region.
//
//   SimRegion region(setting, RegionName("eu-west-1"));
//   region.boot();
//   region.client().put_item(input, reply);     // answered 2 × kLocalHop later, plus the commit
//   region.crash();                             // open requests are answered kUnavailable
//
// Threading: one loop.
#pragma once

#include <memory>
#include <string>

#include "region/base/skewed_clock.h"
#include "region/node/region_node.h"
#include "region/observer/trace_observer.h"
#include "region/store/memory_store.h"
#include "replicator/transport/loopback_transport.h"
#include "scenarios/engine/crash_mode.h"
#include "scenarios/engine/region_client.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/sim/local_hop.h"
#include "scenarios/sim/sim_scheduler.h"
#include "scenarios/sim/sim_trace.h"

namespace lastwrite {

enum class SimStoreKind : std::uint8_t { kMemory, kSqlite };

struct SimStoreOptions {
  SimStoreKind kind = SimStoreKind::kMemory;
  std::string directory = {};  // kSqlite: where the files go; must exist
};

/// What tests may put in the place of parts of every region, to see that it is noticed.
struct SimSeams {
  ConflictRule conflict_rule = decide;
  /// Around the store of a region, empty: nothing. It lives as long as the store.
  std::function<std::unique_ptr<Store>(std::unique_ptr<Store>)> wrap_store = {};
  std::function<std::unique_ptr<ChangeSink>(ChangeSink& below, Scheduler&)> wrap_sink = {};
};

/// What all regions of a simulation share. All must outlive them.
struct SimSetting {
  const Scenario& scenario;
  SimStoreOptions store;
  const SimSeams& seams;
  SimScheduler& scheduler;
  LoopbackNetwork& network;
  SimTrace& trace;
};

class SimRegion {
 public:
  SimRegion(const SimSetting& setting, RegionName name);
  ~SimRegion();

  /// Starts on what the store holds. Requires: down. kIo, kCorrupt from a store in a file.
  Result<void> boot();
  /// Everything committed so far survives a power cut.
  void sync();
  /// kLoseUnsynced takes the store in memory back; one in a file loses nothing.
  void crash(CrashMode mode);
  bool up() const { return node_ != nullptr; }

  const RegionName& name() const { return name_; }
  RegionClient& client();
  /// Requires: up.
  RegionNode& node() { return *node_; }
  SkewedClock& clock() { return *clock_; }

 private:
  class Client;

  Result<void> open_store();
  NodeOptions node_options() const;
  std::uint32_t commits_per_sync() const;
  void lose_unsynced();

  const SimSetting& setting_;
  const RegionName name_;
  std::unique_ptr<Client> client_;
  std::unique_ptr<Store> store_;
  MemoryStore* memory_ = nullptr;  // what store_ is, or wraps; nullptr: in a file
  std::unique_ptr<SkewedClock> clock_;
  std::unique_ptr<TraceObserver> observer_;
  std::unique_ptr<RegionNode> node_;
  std::uint32_t incarnation_ = 0;
};

}  // namespace lastwrite

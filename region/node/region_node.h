// One region without its surroundings: engine, group commit, replicator, links and maintenance on
// whatever loop, clock, store, observer and transport it is lent. A region process (region/main)
// and a simulated region (scenarios/sim) are this and an edge around it.
//
//   auto node = RegionNode::open(options, {loop, clock, store, observer, transport});
//   (*node)->start();
//   (*node)->commits().submit<WriteOutput>([&] { return put_item((*node)->engine(), input); },
//   reply);
//
// What was lent must outlive the node. Threading: the region's loop. Ending a node is a crash: what
// was not committed is gone, replies that were due never come.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "region/base/random.h"
#include "region/engine/group_commit.h"
#include "region/node/index_builder.h"
#include "region/node/maintenance.h"
#include "region/node/replication_adapter.h"
#include "region/node/retention.h"
#include "region/node/table_worker.h"
#include "replicator/core/replicator.h"
#include "replicator/transport/shaped_transport.h"

namespace lastwrite {

struct NodeOptions {
  RegionName region;
  std::vector<RegionName> peers;
  StampRule stamp_rule = StampRule::kWall;
  std::uint64_t new_generation = 1;  // what to call the store if it is new
  ReplicationLimits limits = {};
  Retention retention = {};
  ConflictRule conflict_rule = decide;
  Granularity granularity = Granularity::kItem;
  bool throttle = false;  // tables with provisioned capacity refuse what goes beyond it
  /// Puts something between the inbox and the engine; empty: nothing.
  std::function<std::unique_ptr<ChangeSink>(ChangeSink& below, Scheduler&)> wrap_sink = {};
  /// A peer of another protocol, or another name: see Transport::Receiver::on_refused.
  std::function<void(const RegionName& peer, const Error& why)> on_refused = {};
};

struct NodeSurroundings {
  Scheduler& scheduler;
  const Clock& clock;
  Store& store;
  Observer& observer;
  Transport& transport;  // below the link models
};

/// Replication with one peer, and what it still lacks.
struct PeerBacklog {
  PeerProgress progress;
  std::uint64_t outstanding_records = 0;
  Duration oldest_outstanding{0};
};

class RegionNode {
 public:
  /// Takes up what the store holds. Errors: as Engine::open. `links` is forked for each peer.
  static Result<std::unique_ptr<RegionNode>> open(const NodeOptions& options,
                                                  const NodeSurroundings& surroundings,
                                                  Random links);

  /// Begins to replicate and to keep up what there is.
  void start();
  /// The second half of it: cleaning, tables that come and go, indexes that are filled.
  void start_upkeep();

  Engine& engine() { return *engine_; }
  GroupCommit& commits() { return commits_; }
  ChangeSource& source() { return source_; }
  Replicator& replicator() { return replicator_; }
  ShapedTransport& links() { return links_; }

  /// In the order of the peers' names.
  std::vector<PeerBacklog> backlogs();

 private:
  RegionNode(const NodeOptions& options, const NodeSurroundings& surroundings, Random links,
             std::unique_ptr<Engine> engine);

  void on_commit();

  const Clock& clock_;
  Retention retention_;
  std::unique_ptr<Engine> engine_;
  GroupCommit commits_;
  IndexBuilder indexes_;
  EngineSource source_;
  EngineSink sink_;
  std::unique_ptr<ChangeSink> wrapped_sink_;  // may be empty
  ShapedTransport links_;
  Replicator replicator_;
  Maintenance maintenance_;
  TableWorker table_worker_;
};

}  // namespace lastwrite

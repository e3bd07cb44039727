// What a region does beside serving: trims its change log and its streams, collects tombstones, and
// deletes items whose time to live is over. Threading: the region's loop.
#pragma once

#include "region/engine/group_commit.h"
#include "region/engine/ttl_sweep.h"
#include "region/node/retention.h"
#include "replicator/core/replicator.h"

namespace lastwrite {

class Maintenance {
 public:
  /// All references must outlive this.
  Maintenance(const Retention& retention, Scheduler& scheduler, Engine& engine,
              GroupCommit& commits, const Replicator& replicator);
  ~Maintenance();

  void start();

 private:
  void tick();
  Result<bool> clean();
  Result<bool> trim_own_log();
  Result<bool> trim_replicated(const RegionName& origin);
  Result<bool> trim_streams();
  Result<bool> expire_items();
  Duration pace() const;

  const Retention& retention_;
  Scheduler& scheduler_;
  Engine& engine_;
  GroupCommit& commits_;
  const Replicator& replicator_;
  TimerId timer_ = TimerId::kNone;
  TtlSweep sweep_;
  TrueTime next_walk_ = {};  // over the tables with a time to live
};

}  // namespace lastwrite

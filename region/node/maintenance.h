// What a region does beside serving: trims its change log and collects tombstones. Threading: the
// region's loop.
#pragma once

#include "region/engine/group_commit.h"
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

  const Retention& retention_;
  Scheduler& scheduler_;
  Engine& engine_;
  GroupCommit& commits_;
  const Replicator& replicator_;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite

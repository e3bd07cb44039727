// What a region does beside serving: trims its change log and collects tombstones. Threading: the
// region's loop.
#pragma once

#include "region/engine/group_commit.h"
#include "region/main/region_options.h"
#include "replicator/core/replicator.h"

namespace lastwrite {

class Maintenance {
 public:
  Maintenance(const RegionOptions& options, Scheduler& scheduler, Engine& engine,
              GroupCommit& commits, const Replicator& replicator);
  ~Maintenance();

  void start();

 private:
  void tick();
  Result<bool> clean();
  Result<bool> trim_own_log();
  Result<bool> trim_replicated(const RegionName& origin);

  const RegionOptions& options_;
  Scheduler& scheduler_;
  Engine& engine_;
  GroupCommit& commits_;
  const Replicator& replicator_;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite

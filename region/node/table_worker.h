// What tables want done in the background: to be emptied when they are deleted, and to be filled by
// the other replicas when they join.
//
//   TableWorker worker(scheduler, engine, commits, replicator);
//   worker.start();
//   worker.on_commit();                  // after every turn
//
// Threading: the region's loop.
#pragma once

#include "region/engine/group_commit.h"
#include "replicator/core/replicator.h"

namespace lastwrite {

class TableWorker {
 public:
  /// All references must outlive this.
  TableWorker(Scheduler& scheduler, Engine& engine, GroupCommit& commits, Replicator& replicator);
  ~TableWorker();

  void start();
  /// A turn has ended: looks whether it left something to do.
  void on_commit();

 private:
  void schedule(Duration pause);
  void work();
  Result<bool> step();

  Scheduler& scheduler_;
  Engine& engine_;
  GroupCommit& commits_;
  Replicator& replicator_;
  bool started_ = false;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite

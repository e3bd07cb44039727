// Fills new indexes and empties deleted ones, a step for each turn of the group commit, as long as
// the catalog has such an index. Clients' operations of the same turns go on beside it.
//
// It keeps no state that outlives the process: an index that was being filled is filled from the
// beginning after a restart, which does no harm (region/engine/index_fill.h).
//
// Threading: the region's loop.
#pragma once

#include "region/engine/group_commit.h"

namespace lastwrite {

class IndexBuilder {
 public:
  /// All references must outlive this.
  IndexBuilder(Scheduler& scheduler, Engine& engine, GroupCommit& commits);
  ~IndexBuilder();

  /// To be called at the start and after every commit; costs nothing where there is nothing to do.
  void wake() {
    if (busy_) return;
    if (engine_.catalog().unfinished_indexes()) return begin_step();
    position_.reset();
  }

 private:
  // How far the filling of one index got.
  struct Position {
    TableName table;
    std::string index;
    ItemKey after;
  };

  void begin_step();
  void end_step(Result<std::optional<Position>> next);
  Result<std::optional<Position>> step();
  Result<std::optional<Position>> fill(const TableName& table, const std::string& index);

  Scheduler& scheduler_;
  Engine& engine_;
  GroupCommit& commits_;
  std::optional<Position> position_;  // nullopt: at the beginning
  bool busy_ = false;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite

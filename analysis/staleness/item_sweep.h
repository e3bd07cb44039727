// When the replicas of one item differed: regions that hold different versions of it, where holding
// nothing is a version of its own. A region that was gone in the end counts until it went.
//
//   const ItemSweep sweep(history, timelines, window);
//   IntervalSet apart;
//   if (sweep.run(item, apart)) …            // somebody held it before the window ended
//
// Threading: immutable.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/ledger/phases.h"
#include "analysis/staleness/interval_set.h"
#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

class ItemSweep {
 public:
  ItemSweep(const History& history, const ReplicaTimelines& timelines, Window window);

  /// Adds when replicas differed in `item`, within the window. False: none held it before the
  /// window's end.
  bool run(std::uint32_t item, IntervalSet& diverged) const;

 private:
  struct Change {
    TrueTime at;
    std::size_t region;
    std::uint32_t version;
    bool goes = false;  // the region is there no longer
  };

  std::vector<Change> changes_of(std::uint32_t item) const;

  const ReplicaTimelines& timelines_;
  Window window_;
  std::size_t regions_;
  std::vector<Change> departures_;
};

}  // namespace lastwrite

// When the replicas of one item differed: regions that hold different versions of it, where holding
// nothing is a version of its own.
//
//   const ItemSweep sweep(timelines, regions_that_stayed(history), window);
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

/// Regions that were not gone in the end.
std::vector<std::uint32_t> regions_that_stayed(const History& history);

class ItemSweep {
 public:
  ItemSweep(const ReplicaTimelines& timelines, std::vector<std::uint32_t> regions, Window window)
      : timelines_(timelines), regions_(std::move(regions)), window_(window) {}

  /// Adds when replicas differed in `item`, within the window. False: none held it before the
  /// window's end.
  bool run(std::uint32_t item, IntervalSet& diverged) const;

 private:
  struct Change {
    TrueTime at;
    std::size_t replica;
    std::uint32_t version;
  };

  std::vector<Change> changes_of(std::uint32_t item) const;

  const ReplicaTimelines& timelines_;
  std::vector<std::uint32_t> regions_;
  Window window_;
};

}  // namespace lastwrite

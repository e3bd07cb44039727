// How much of phase `measure` the replicas spent apart.
//
// An item is diverged while two regions hold different versions of it; holding nothing counts as a
// version of its own. A region that was gone in the end counts until it went.
//   item_share   the share of `measure` during which an item was diverged, averaged over the items
//                that some region held before `measure` ended
//   any_share    the share of `measure` during which some item was diverged
// How long the replicas took to agree at last is convergence_time() of analysis/ledger/phases.h.
// Cost: O(n log n) in installs. Threading: pure functions.
#pragma once

#include <cstdint>

#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

struct Divergence {
  std::uint64_t items = 0;  // 0: nothing was written, the shares mean nothing
  double item_share = 0;
  double any_share = 0;
};

Divergence measure_divergence(const History& history, const ReplicaTimelines& timelines);

}  // namespace lastwrite

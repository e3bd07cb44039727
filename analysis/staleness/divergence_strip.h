// How much differed over time: for each of equal steps the share of items whose replicas were
// apart, averaged over the step.
//
//   DivergenceStrip strip = divergence_strip(history, timelines, 180);
//   strip.share[17]            // 0.04: in the step around strip.at[17] one item in 25 was apart
//
// Items are those that some region held before the strip's end. It reaches from the beginning of
// measuring to a little behind the last install, or to the end of the trace where replicas differ
// in the end. Cost: O(n log n) in installs. Threading: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

struct DivergenceStrip {
  std::vector<Duration> at;  // the middle of each step, since measuring began
  std::vector<double> share;
};

/// Without points where measuring never began or nothing was written.
DivergenceStrip divergence_strip(const History& history, const ReplicaTimelines& timelines,
                                 std::size_t points);

}  // namespace lastwrite

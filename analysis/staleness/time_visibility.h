// t-visibility (Bailis et al., "Probabilistically Bounded Staleness", 2012) for each ordered pair
// of regions: P(a read at the destination, t after the acknowledgement of a write accepted at the
// source, returns that write or one with a greater stamp).
//
// From the event streams, not from sampled reads: for each write the moment at which the
// destination first held it or a later version, minus the moment its client was told OK; before
// that moment counts as 0. A write that the destination had not taken in when the trace ended is
// cut off there (survival.h). A read in the moment between the event and its commit would not see
// it yet: a commit's length is neglected. Threading: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/staleness/replica_timelines.h"

namespace lastwrite {

/// The times that are tabulated: half a decade apart.
inline constexpr std::array<Duration, 7> kVisibilityTimes = {10ms, 32ms,   100ms, 316ms,
                                                             1s,   3162ms, 10s};

struct TimeVisibility {
  std::uint32_t from = kAbsent;   // regions: the source
  std::uint32_t to = kAbsent;     // regions: the destination
  std::uint64_t writes = 0;       // acknowledged, meant to start in phase `measure`
  std::uint64_t never = 0;        // of these: not taken in when the trace ended
  std::optional<double> at_once;  // P at t = 0
  std::array<std::optional<double>, kVisibilityTimes.size()> within;
  std::optional<Duration> t50, t99, t999;  // where P reaches 50, 99 and 99.9 %
};

/// Rows in order (from, to), for every pair whose source acknowledged anything.
std::vector<TimeVisibility> time_visibility(const History& history,
                                            const ReplicaTimelines& timelines);

}  // namespace lastwrite

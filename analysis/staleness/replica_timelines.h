// What each region held of each item when: the stretches between installs, from the event streams.
//
//   ReplicaTimelines timelines(history);
//   for (const Holding& h : timelines.of(region, item)) …        // in the order of time
//   timelines.included_at(region, version)                       // first held it or a later one
//
// Readings. A holding begins when the region wrote the event down, a commit before anybody could
// read it. An install that its region contradicts later (an event finds an older version in its
// place) was rolled back with its process and counts as never made. Where an event finds nothing in
// the place of several versions, the store was lost: what stood there had truly been held, and ends
// with that event. Invariants: holdings of one region and item ascend in time; `newest` ascends in
// stamp order.
// Cost: O(events), O(log n) for each question. Threading: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

/// `version` was held from `from` until the next holding of that region and item began.
struct Holding {
  TrueTime from;
  std::uint32_t version = kAbsent;  // versions
  std::uint32_t newest = kAbsent;   // versions: the greatest stamp so far; another one after a loss
};

class ReplicaTimelines {
 public:
  explicit ReplicaTimelines(const History& history);

  const std::vector<Holding>& of(std::uint32_t region, std::uint32_t item) const {
    return holdings_[region][item];
  }

  /// When `region` first held `version` or one of the same item with a greater stamp. nullopt: not
  /// before the trace ended.
  std::optional<TrueTime> included_at(std::uint32_t region, std::uint32_t version) const;

  /// When `region` first held `version` itself. nullopt: it never did.
  std::optional<TrueTime> installed_at(std::uint32_t region, std::uint32_t version) const;

  /// Until when the region's last holdings lasted: the end of the trace, or the last event of a
  /// region that was gone in the end.
  TrueTime end_of(std::uint32_t region) const { return ends_[region]; }
  /// The last thing that anybody wrote down.
  TrueTime trace_end() const { return trace_end_; }

 private:
  void take(std::uint32_t region, const RegionEvent& event);
  const Holding* first_including(std::uint32_t region, std::uint32_t version) const;

  const History& history_;
  std::vector<std::vector<std::vector<Holding>>> holdings_;  // by region, by item
  std::vector<TrueTime> ends_;                               // by region
  TrueTime trace_end_;
};

}  // namespace lastwrite

// What each region had received when: w1 was known at w2's region when w2 was accepted, if w1's
// Accept or Apply stands before w2's Accept in that region's file.
//
// A region that is killed may have written down an Apply that its store then forgot; it receives
// the version again, and the later one counts. Threading: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

class ReplicaKnowledge {
 public:
  explicit ReplicaKnowledge(const History& history);

  /// Position among events[region] at which `region` accepted or received `version`; kAbsent:
  /// never.
  std::uint32_t position(std::uint32_t region, std::uint32_t version) const {
    return positions_[region][version];
  }
  bool received(std::uint32_t region, std::uint32_t version) const {
    return position(region, version) != kAbsent;
  }
  /// Some region other than its origin received `version`.
  bool left_home(std::uint32_t version) const;

  /// The replica that accepted `later` had received `earlier` before.
  bool knew(std::uint32_t later, std::uint32_t earlier) const;
  /// Neither replica had received the other's version. False if either was never accepted.
  bool concurrent(std::uint32_t a, std::uint32_t b) const;

 private:
  void note(std::uint32_t region, std::uint32_t position, const RegionEvent& event);
  void note_coalesced();

  const History& history_;
  std::vector<std::vector<std::uint32_t>> positions_;  // by region, by version
};

}  // namespace lastwrite

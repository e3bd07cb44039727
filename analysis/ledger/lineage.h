// Which version was computed from which: base(w), and whether w lives inside a later version
// (w in Incl(x)), answered in constant time after one walk over the forest of bases.
//
// Threading: immutable after construction.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

class Lineage {
 public:
  explicit Lineage(const History& history);

  /// The version that `version` was computed from, or kAbsent: a blind write, or computed from
  /// nothing.
  std::uint32_t base(std::uint32_t version) const { return base_[version]; }

  /// Computed from something read, if only from the item's absence: a conditional write, a
  /// read-modify-write or an ADD. False: a blind write.
  bool is_derived(std::uint32_t version) const { return derived_[version]; }

  /// `inner` in Incl(`outer`); every version includes itself.
  bool includes(std::uint32_t outer, std::uint32_t inner) const {
    return enter_[inner] != 0 && enter_[inner] <= enter_[outer] && leave_[outer] <= leave_[inner];
  }

 private:
  void number(const std::vector<std::vector<std::uint32_t>>& children);

  std::vector<std::uint32_t> base_;
  std::vector<bool> derived_;
  // Depth-first intervals: inner's encloses outer's. 0: on a cycle of bases, which no real run has.
  std::vector<std::uint32_t> enter_;
  std::vector<std::uint32_t> leave_;
};

}  // namespace lastwrite

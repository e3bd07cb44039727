// Stamps without names, and the three rules that give them: the same order and the same numbers as
// region/version, 16 bytes each. A region is its rank in the order of names, so that ties agree.
//
//   LeanStamper stamper(StampRule::kHlc, rank);
//   stamper.observe(incoming);
//   LeanStamp stamp = stamper.next(wall_now);
//
// Threading: values.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

#include "region/version/stamper.h"

namespace lastwrite {

struct LeanStamp {
  std::int64_t time_ns = 0;
  std::uint32_t counter = 0;
  std::uint32_t rank = 0;  // of the origin, in the order of names

  // Member order is the order of comparison.
  friend auto operator<=>(const LeanStamp&, const LeanStamp&) = default;
};

class LeanStamper {
 public:
  LeanStamper(StampRule rule, std::uint32_t rank) : rule_(rule), rank_(rank) {}

  void observe(const LeanStamp& remote) {
    if (rule_ != StampRule::kHlc) return;
    if (remote.time_ns > highest_) {
      highest_ = remote.time_ns;
      counter_ = remote.counter;
    } else if (remote.time_ns == highest_) {
      counter_ = std::max(counter_, remote.counter);
    }
  }

  LeanStamp next(std::int64_t now) {
    if (rule_ == StampRule::kWallMonotonic) {
      highest_ = std::max(now, highest_ + (highest_ == INT64_MIN ? 0 : 1));
      return {highest_, 0, rank_};
    }
    if (now > highest_) {
      highest_ = now;
      if (rule_ == StampRule::kWall) return {now, 0, rank_};
      counter_ = 0;
      return {highest_, 0, rank_};
    }
    ++counter_;
    return {rule_ == StampRule::kWall ? now : highest_, counter_, rank_};
  }

 private:
  StampRule rule_;
  std::uint32_t rank_;
  std::int64_t highest_ = INT64_MIN;
  std::uint32_t counter_ = 0;
};

}  // namespace lastwrite

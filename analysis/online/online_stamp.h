// A stamp without a name: what the online ledger compares. Threading: a value.
#pragma once

#include <compare>
#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

struct OnlineStamp {
  WallTime time;
  std::uint32_t counter = 0;
  std::uint32_t rank = 0;  // of the origin, in the order of names

  // Member order is the order of comparison.
  friend auto operator<=>(const OnlineStamp&, const OnlineStamp&) = default;

  /// Only the region's name tells them apart.
  bool ties_with(const OnlineStamp& other) const {
    return time == other.time && counter == other.counter;
  }
};

}  // namespace lastwrite

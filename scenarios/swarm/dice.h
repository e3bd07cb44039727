// The small draws that a swarm scenario is made of. Whole numbers only, so that what is drawn has a
// short text that reads back as the same value.
//
//   Dice dice(Random(seed).fork("links"));
//   Duration latency = dice.span(1ms, 300ms);          // whole milliseconds, both ends included
//   if (dice.chance(30)) link.loss_ppm = …             // three times in ten
//
// Threading: one owner.
#pragma once

#include <cstdint>
#include <vector>

#include "region/base/random.h"
#include "region/base/time.h"

namespace lastwrite {

class Dice {
 public:
  explicit Dice(const Random& random) : random_(random) {}

  /// Requires: low <= high.
  std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    return low + random_.below(high - low + 1);
  }
  /// The same for numbers that may be negative.
  std::int64_t around(std::int64_t low, std::int64_t high) {
    return low +
           static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low) + 1));
  }
  std::uint32_t number(std::uint32_t low, std::uint32_t high) {
    return static_cast<std::uint32_t>(between(low, high));
  }
  bool chance(std::uint32_t percent) { return random_.chance_ppm(percent * 10'000); }

  /// In whole milliseconds.
  Duration span(Duration low, Duration high) {
    return Duration(1ms) * around(low / Duration(1ms), high / Duration(1ms));
  }

  /// Requires: not empty.
  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[random_.below(from.size())];
  }

 private:
  Random random_;
};

}  // namespace lastwrite

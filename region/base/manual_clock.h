// A clock that moves only when told, for tests. Threading: one thread.
#pragma once

#include "region/base/clock.h"

namespace lastwrite {

class ManualClock final : public Clock {
 public:
  TrueTime now() const override { return now_; }
  WallTime wall_now() const override { return wall_; }

  /// Moves both times on. Requires: delta >= 0.
  void advance(Duration delta) {
    now_ = now_ + delta;
    wall_ = wall_ + delta;
  }

  /// Jumps the wall time alone, either way.
  void step_wall(Duration delta) { wall_ = wall_ + delta; }

 private:
  TrueTime now_{0};
  WallTime wall_{1'800'000'000'000'000'000};
};

}  // namespace lastwrite

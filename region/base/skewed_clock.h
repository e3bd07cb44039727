// A region's faulty clock: another clock plus an offset that may drift and step.
//
//   SkewedClock clock(system);
//   clock.set({.offset = 30ms, .drift_ppm = 200});   // 30 ms ahead, gaining 0.2 ms each second
//
// Only wall_now() is skewed; true time passes through. Threading: one loop.
#pragma once

#include "region/base/clock.h"

namespace lastwrite {

/// How a clock is wrong from the moment it is set: wall = base wall + offset + drift since then.
struct ClockSkew {
  Duration offset{0};
  double drift_ppm = 0;  // parts per million gained (or lost, below 0) per unit of true time

  friend bool operator==(const ClockSkew&, const ClockSkew&) = default;
};

class SkewedClock final : public Clock {
 public:
  explicit SkewedClock(const Clock& base) : base_(base), since_(base.now()) {}

  TrueTime now() const override { return base_.now(); }
  WallTime wall_now() const override { return base_.wall_now() + offset(); }

  /// Replaces offset and drift; drift counts from now.
  void set(const ClockSkew& skew);
  /// Jumps by `delta` and keeps the drift.
  void step(Duration delta);
  /// The error at this moment, drift included.
  Duration offset() const;

 private:
  const Clock& base_;
  ClockSkew skew_;
  TrueTime since_;
};

}  // namespace lastwrite

// A region's faulty clock: another clock plus an offset that may drift, swing, jitter and step.
//
//   SkewedClock clock(system, Random(seed).fork("clock/eu-west-1"));
//   clock.set({.offset = 30ms, .drift_ppm = 200});   // 30 ms ahead, gaining 0.2 ms each second
//   clock.set({.periodic = {500ms, 10s}, .noise_sd = 5ms});
//
// Only wall_now() is skewed; true time passes through. Every reading of a noisy clock draws its
// own noise: two readings at the same instant may differ, and a later one may be smaller.
// Threading: one loop. The same noise stream and the same readings give the same times.
#pragma once

#include "region/base/clock.h"
#include "region/base/random.h"

namespace lastwrite {

/// A clock that runs ahead and falls behind in turn: amplitude * sin(2 pi * elapsed / period), in
/// true time since it was set. A period of 0: it does not.
struct ClockWave {
  Duration amplitude{0};
  Duration period{0};

  friend bool operator==(const ClockWave&, const ClockWave&) = default;
};

/// How a clock is wrong from the moment it is set: wall = base wall + offset + drift since then +
/// wave + noise.
struct ClockSkew {
  Duration offset{0};
  double drift_ppm = 0;  // parts per million gained (or lost, below 0) per unit of true time
  ClockWave periodic = {};
  Duration noise_sd{0};  // standard deviation of a normal error of each reading

  friend bool operator==(const ClockSkew&, const ClockSkew&) = default;
};

class SkewedClock final : public Clock {
 public:
  explicit SkewedClock(const Clock& base, const Random& noise = Random(0))
      : base_(base), since_(base.now()), noise_(noise) {}

  TrueTime now() const override { return base_.now(); }
  WallTime wall_now() const override { return base_.wall_now() + offset() + noise(); }

  /// Replaces everything; drift and wave count from now.
  void set(const ClockSkew& skew);
  /// Jumps by `delta` and keeps all else, what the drift has gained included.
  void step(Duration delta);
  /// The error at this moment, drift and wave included, noise not.
  Duration offset() const;

 private:
  Duration noise() const;

  const Clock& base_;
  ClockSkew skew_;
  TrueTime since_;
  mutable Random noise_;
};

}  // namespace lastwrite

// SEAM: the only way by which the core learns the time.
//
// Implementations: SystemClock (live), SkewedClock (a region's faulty clock over another),
// ManualClock (tests). Threading: as the implementation says; the core calls it from its own loop
// only.
#pragma once

#include "region/base/time.h"

namespace lastwrite {

class Clock {
 public:
  virtual ~Clock() = default;

  /// True time, for the observer and for timers. Never decreases.
  virtual TrueTime now() const = 0;

  /// This region's own idea of the time, for stamps. May jump either way.
  virtual WallTime wall_now() const = 0;
};

}  // namespace lastwrite

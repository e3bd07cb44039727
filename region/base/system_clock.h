// The host's clocks, for live runs: true time is CLOCK_MONOTONIC, which all processes of one host
// share; wall time is CLOCK_REALTIME. Threading: any thread.
#pragma once

#include "region/base/clock.h"

namespace lastwrite {

class SystemClock final : public Clock {
 public:
  TrueTime now() const override;
  WallTime wall_now() const override;
};

}  // namespace lastwrite

// Which phase a run is in and how far it is, told every 200 ms and at each change. Threading: one
// loop.
#pragma once

#include <functional>
#include <string_view>

#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "scenarios/engine/lifetime.h"
#include "scenarios/experiment/progress.h"

namespace lastwrite {

class PhaseTimer {
 public:
  struct Plan {
    Duration warm_up{0};
    Duration measure{0};
  };
  using OnProgress = std::function<void(const Progress&)>;

  PhaseTimer(Scheduler& scheduler, const Clock& clock, Plan plan, OnProgress on_progress)
      : scheduler_(scheduler), clock_(clock), plan_(plan), on_progress_(std::move(on_progress)) {}

  /// Begins the ticks at the first call.
  void enter(std::string_view phase);
  std::string_view phase() const { return phase_; }
  /// Tells now. No ticks after "done".
  void tell();

 private:
  void tick();
  Progress progress() const;

  Scheduler& scheduler_;
  const Clock& clock_;
  Plan plan_;
  OnProgress on_progress_;
  std::string_view phase_;
  TrueTime entered_;
  Lifetime lifetime_;
};

}  // namespace lastwrite

// Clock faults. A step moves the clock from where it is, all else sets it. At the end of a step
// the clock is stepped back; at the end of anything else it is set to what the
// scenario (and the faults still active) say, as if it had been synchronised.
//
// Threading: one loop.
#pragma once

#include <map>

#include "scenarios/engine/fault_spec.h"
#include "scenarios/fault/control_calls.h"

namespace lastwrite {

enum class ClockEffect : std::uint64_t {};

class ClockControl {
 public:
  ClockControl(FaultTarget& target, std::map<RegionName, ClockSkew> base, ControlCalls& calls)
      : target_(target), base_(std::move(base)), calls_(calls) {}

  ClockEffect begin(const ClockFault& fault);
  void end(ClockEffect effect);

  /// Sets every clock.
  void send_all();
  /// Sets the clock of a region that has just started.
  void send_of(const RegionName& region);

 private:
  ClockSkew skew_of(const RegionName& region) const;
  void change(const ClockFault& fault, Duration step);

  FaultTarget& target_;
  std::map<RegionName, ClockSkew> base_;
  ControlCalls& calls_;
  std::map<ClockEffect, ClockFault> active_;
  std::uint64_t last_effect_ = 0;
};

}  // namespace lastwrite

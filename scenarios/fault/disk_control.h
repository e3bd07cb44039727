// Slow disks: every commit of a region takes longer, by the longest of the active delays.
//
// Threading: one loop.
#pragma once

#include <map>

#include "scenarios/engine/fault_spec.h"
#include "scenarios/fault/control_calls.h"

namespace lastwrite {

enum class DiskEffect : std::uint64_t {};

class DiskControl {
 public:
  DiskControl(FaultTarget& target, ControlCalls& calls) : target_(target), calls_(calls) {}

  DiskEffect begin(const SlowDiskFault& fault);
  void end(DiskEffect effect);

  /// Sends the delay, if there is one, to a region that has just started.
  void send_of(const RegionName& region);

 private:
  Duration delay_of(const RegionName& region) const;
  void send(const RegionName& region);

  FaultTarget& target_;
  ControlCalls& calls_;
  std::map<DiskEffect, SlowDiskFault> active_;
  std::uint64_t last_effect_ = 0;
};

}  // namespace lastwrite

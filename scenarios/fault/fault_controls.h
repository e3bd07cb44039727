// Everything that faults act through, wired together: links, clocks, disks, crashes.
//
// Threading: one loop. `target`, `links` and `roster` must outlive this.
#pragma once

#include <functional>

#include "scenarios/engine/scenario.h"
#include "scenarios/fault/clock_control.h"
#include "scenarios/fault/crash_control.h"
#include "scenarios/fault/disk_control.h"
#include "scenarios/fault/link_control.h"

namespace lastwrite {

class FaultControls {
 public:
  using Ending = std::function<void()>;

  struct Regions {
    FaultTarget& target;
    LinkTable& links;
    RegionRoster& roster;
  };

  FaultControls(const Scenario& scenario, Regions regions,
                std::function<void(const Error&)> on_problem);

  /// Begins a fault; the returned function ends it.
  Ending begin(const FaultSpec& fault);

  /// Sends all links and clocks of the scenario: the setup of a run.
  void send_all();

  ControlCalls& calls() { return calls_; }

 private:
  Ending begin_kind(const PartitionFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const LinkFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const PauseRegionFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const ClockFault& fault);
  Ending begin_kind(const KillFault& fault);
  Ending begin_kind(const SlowDiskFault& fault);
  Ending ending(LinkEffect effect);

  ControlCalls calls_;
  LinkControl links_;
  ClockControl clocks_;
  DiskControl disks_;
  CrashControl crashes_;
};

}  // namespace lastwrite

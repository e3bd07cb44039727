// Everything that faults act through, wired together: links, clocks, disks, crashes.
//
// Threading: one loop. What `Regions` refers to must outlive this, and this every Ending.
#pragma once

#include <functional>

#include "region/base/scheduler.h"
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
    Scheduler& scheduler;
  };

  FaultControls(const Scenario& scenario, Regions regions,
                std::function<void(const Error&)> on_problem);

  /// Begins a fault in which nothing is left to draw (drawn_faults()); the returned function ends
  /// it. Without that call, what the fault does by itself (a flap) stops with the function's end.
  Ending begin(const FaultSpec& fault);

  /// Sends all links and clocks of the scenario: the setup of a run.
  void send_all();

  ControlCalls& calls() { return calls_; }

 private:
  Ending begin_kind(const PartitionFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const LinkFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const FlapFault& fault);
  Ending begin_kind(const ClogFault& fault);
  Ending begin_kind(const PauseRegionFault& fault) { return ending(links_.begin(fault)); }
  Ending begin_kind(const ClockFault& fault);
  Ending begin_kind(const KillFault& fault);
  Ending begin_kind(const SlowDiskFault& fault);
  Ending ending(LinkEffect effect);

  Scheduler& scheduler_;
  ControlCalls calls_;
  LinkControl links_;
  ClockControl clocks_;
  DiskControl disks_;
  CrashControl crashes_;
};

}  // namespace lastwrite

// Begins and ends the faults of a scenario at their times, as drawn_faults() has drawn them.
//
//   FaultSchedule faults(scenario, scheduler, controls, [](const FaultSpec&, bool begins) { … });
//   faults.start();            // at the start of `measure`
//   faults.heal([] { … });     // ends all; calls back when every region has answered
//
// Kills without an end are not healed: the region stays dead. Threading: one loop.
#pragma once

#include <functional>
#include <map>

#include "region/base/scheduler.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/fault/drawn_faults.h"
#include "scenarios/fault/fault_controls.h"

namespace lastwrite {

class FaultSchedule {
 public:
  using OnFault = std::function<void(const FaultSpec&, bool begins)>;

  /// All references must outlive this.
  FaultSchedule(const Scenario& scenario, Scheduler& scheduler, FaultControls& controls,
                OnFault on_fault)
      : faults_(drawn_faults(scenario)),
        scheduler_(scheduler),
        controls_(controls),
        on_fault_(std::move(on_fault)) {}

  /// Counts the times of the faults from now.
  void start();

  /// Begins nothing more, ends what is active, waits for the answers.
  void heal(std::function<void()> done);

  /// Begins and ends nothing more, and stops what changes by itself.
  void cancel();

 private:
  void cancel_timers();
  void begin(std::size_t index);
  void end(std::size_t index);

  const std::vector<FaultSpec> faults_;
  Scheduler& scheduler_;
  FaultControls& controls_;
  OnFault on_fault_;
  std::map<std::size_t, FaultControls::Ending> active_;  // by index in the scenario
  std::vector<TimerId> timers_;
  Lifetime lifetime_;
};

}  // namespace lastwrite

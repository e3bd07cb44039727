// One strategy of a scenario, from the first set_link to the last read, on any runtime:
//
//   setup → warm-up → measure (with faults) → heal → quiesce → final → done
//
//   Experiment experiment(scenario, scenario.strategies[0], {scheduler, clock, cluster, trace},
//                         {.on_progress = show, .on_done = [](const ExperimentOutcome& o) { … }});
//   experiment.start();
//
// The regions run and answer when it starts, with the stamp rule, durability and coalescing of the
// scenario and with empty stores; starting and stopping them is the runtime's matter. Clients write
// from the start of warm-up (with a schedule: of measure) to the end of measure; tasks that are
// open then are given 3 s, then one more attempt. Where items expire, they do from setup to heal.
//
// What it saw goes to the trace alone. A region that is lost without a fault ends the run with
// Quiesce{reached = false}; so does an order that a live region refuses. stop() ends it at any
// time. on_done is called exactly once, never inside start(), stop() or region_lost(), and nothing
// after it. Threading: one loop. May end at any time: callbacks of its own then do nothing.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "scenarios/engine/cluster.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/experiment/driver_trace.h"
#include "scenarios/experiment/progress.h"

namespace lastwrite {

/// What a runtime lends to an experiment. All must outlive it.
struct ExperimentRuntime {
  Scheduler& scheduler;
  const Clock& clock;
  Cluster& cluster;
  DriverTrace& trace;
};

struct ExperimentOutcome {
  bool quiesced = false;              // all live regions hold the same changes
  bool stopped = false;               // by stop()
  std::vector<RegionName> lost = {};  // without a fault: the verdict is unknown
  std::vector<RegionName> dead = {};  // killed for good by the scenario
  std::optional<Error> error = {};    // what ended the run early, or what the trace's disk said
};

struct ExperimentCallbacks {
  std::function<void(const Progress&)> on_progress = {};
  std::function<void(const ExperimentOutcome&)> on_done = {};
};

class Experiment {
 public:
  /// `scenario` must outlive this.
  Experiment(const Scenario& scenario, const StrategySpec& strategy, ExperimentRuntime runtime,
             ExperimentCallbacks callbacks);
  ~Experiment();

  void start();
  /// Ends the run now; open requests are left alone.
  void stop();
  /// The runtime saw a region end. Ignored when a fault has killed it.
  void region_lost(const RegionName& region);

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

}  // namespace lastwrite

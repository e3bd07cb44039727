// One strategy of a run with a console: what the experiment does to the cluster and writes into its
// trace goes where it would go anyway, and the console is told of it.
//
//   WatchedStrategy watched(console, {loop, cluster, trace}, run, trace_directory);
//   watched.start();                                  // the regions serve
//   Experiment experiment(…, {loop, clock, watched.cluster(), watched.trace()}, …);
//   watched.end();                                    // before the regions go
//
// The console shows no more than it hears: no decision of the run depends on it. Threading: the
// loop.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "scenarios/control/cluster_console.h"
#include "scenarios/control/shown_cluster.h"
#include "scenarios/experiment/driver_trace.h"
#include "scenarios/live/live_cluster.h"
#include "scenarios/live/run_console.h"

namespace lastwrite {

/// Hands on what a driver writes, and tells the console: who makes which write, what is disturbed
/// at present, which phase it is.
class WatchedTrace final : public DriverTrace {
 public:
  WatchedTrace(DriverTrace& trace, const std::vector<RegionName>& regions, ShownRun& run)
      : trace_(trace), regions_(regions), run_(run) {}

  void write(const v1::TraceEvent& event) override;
  Result<void> flush() override { return trace_.flush(); }

  /// Faults are told to `watch` from now on; and `changed` is called where those who watch should
  /// not wait for the second's end.
  void tell(LossWatch& watch, std::function<void()> changed) {
    watch_ = &watch;
    changed_ = std::move(changed);
  }
  InvokedWrites& writes() { return writes_; }

 private:
  void disturb(const v1::TraceEvent& event);

  DriverTrace& trace_;
  const std::vector<RegionName> regions_;
  ShownRun& run_;
  LossWatch* watch_ = nullptr;
  std::function<void()> changed_;
  InvokedWrites writes_;
  std::multimap<std::string, std::size_t> disturbances_;  // that go on, by their fault
};

struct WatchedParts {
  AsioScheduler& loop;
  LiveCluster& cluster;
  DriverTrace& trace;
};

class WatchedStrategy {
 public:
  /// `run`: what is shown of it at first.
  WatchedStrategy(RunConsole& console, const WatchedParts& parts, const Scenario& scenario,
                  ShownRun run, const std::string& trace_directory);
  ~WatchedStrategy();
  WatchedStrategy(const WatchedStrategy&) = delete;
  WatchedStrategy& operator=(const WatchedStrategy&) = delete;

  void start();
  void end();
  void region_lost(const RegionName& region, const std::string& why) {
    of_.control.region_lost(region, why);
  }

  Cluster& cluster() { return cluster_; }
  DriverTrace& trace() { return trace_; }

 private:
  void hide();

  RunConsole& console_;
  ShownRun run_;
  WatchedTrace trace_;
  ClusterConsole of_;
  ShownCluster cluster_;
  bool asked_ = false;  // by who watches
};

}  // namespace lastwrite

// Watches a running cluster for lost writes: polls its traces on the loop, and remembers what was
// done to the cluster meanwhile.
//
//   LossWatch watch(trace_directory, regions, loop);
//   watch.start();
//   watch.poll();  watch.ledger().losses()      // as of now
//
// Threading: the loop.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "analysis/live/cluster_pulse.h"
#include "analysis/live/invoked_writes.h"
#include "analysis/live/live_ledger.h"
#include "analysis/live/loss_story.h"
#include "analysis/live/trace_follower.h"
#include "region/base/scheduler.h"
#include "region/base/system_clock.h"

namespace lastwrite {

struct WatchOptions {
  AfterReading after = AfterReading::kGiveBack;  // the traces
  InvokedWrites* invoked = nullptr;              // of a run: who made its writes
};

class LossWatch {
 public:
  LossWatch(const std::string& trace_directory, const std::vector<RegionName>& regions,
            Scheduler& loop, const WatchOptions& options = {});
  ~LossWatch() { loop_.cancel(timer_); }
  LossWatch(const LossWatch&) = delete;
  LossWatch& operator=(const LossWatch&) = delete;

  void start();
  void poll();
  /// Nobody writes any more: what waits for a write to come is decided.
  void conclude();

  /// Something begins that may explain losses; until end(), or for good.
  std::size_t begin(std::string what, std::vector<RegionName> regions);
  void end(std::size_t disturbance);

  /// What all regions together say: these tables there are, and no others.
  void keep_tables(const std::set<std::string>& tables) { ledger_.keep_tables(tables); }

  const LiveLedger& ledger() const { return ledger_; }
  ClusterPulse& pulse() { return pulse_; }
  StoryContext story_context() const;
  bool watching() const { return timer_ != TimerId::kNone; }
  WallTime wall_now() const { return clock_.wall_now(); }
  /// Why some trace is followed no more; "": all are.
  const std::string& broken() const { return broken_; }

 private:
  Scheduler& loop_;
  SystemClock clock_;
  TraceFollower follower_;
  InvokedWrites* const invoked_;
  LiveLedger ledger_;
  ClusterPulse pulse_;
  std::vector<Disturbance> disturbances_;
  std::string broken_;
  TimerId timer_ = TimerId::kNone;
};

}  // namespace lastwrite

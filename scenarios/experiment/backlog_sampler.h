// Records the clocks and the backlog of all live regions each second. Threading: one loop.
#pragma once

#include "region/base/scheduler.h"
#include "scenarios/experiment/recorder.h"
#include "scenarios/experiment/state_poll.h"

namespace lastwrite {

class BacklogSampler {
 public:
  /// All references must outlive this.
  BacklogSampler(Scheduler& scheduler, Cluster& cluster, RegionRoster& roster, Recorder& recorder)
      : scheduler_(scheduler), poll_(cluster, roster), recorder_(recorder) {}

  /// Samples now and then each second until stop().
  void start();
  void stop() { stopped_ = true; }
  /// Samples out of turn (unless a sample is open).
  void sample();

 private:
  void tick();

  Scheduler& scheduler_;
  StatePoll poll_;
  Recorder& recorder_;
  bool stopped_ = false;
  Lifetime lifetime_;
};

}  // namespace lastwrite

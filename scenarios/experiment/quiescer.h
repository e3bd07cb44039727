// Waits until every live region has applied every change that a live region has accepted.
//
// Polls every 100 ms. Reached: for every two live regions, nothing is outstanding from one to the
// other and the other has applied as many of its changes as it has accepted. Threading: one loop.
#pragma once

#include <functional>

#include "region/base/clock.h"
#include "region/base/scheduler.h"
#include "scenarios/experiment/state_poll.h"

namespace lastwrite {

class Quiescer {
 public:
  /// False: the timeout came first, or a region was lost.
  using Done = std::function<void(bool reached)>;

  /// All references must outlive this.
  Quiescer(Scheduler& scheduler, const Clock& clock, Cluster& cluster, RegionRoster& roster)
      : scheduler_(scheduler), clock_(clock), roster_(roster), poll_(cluster, roster) {}

  void start(Duration timeout, Done done);

 private:
  void poll();
  void judge(const std::vector<RegionState>& states);

  Scheduler& scheduler_;
  const Clock& clock_;
  RegionRoster& roster_;
  StatePoll poll_;
  TrueTime deadline_;
  Done done_;
  Lifetime lifetime_;
};

/// Whether these regions, as they say themselves, hold the same changes.
bool is_quiet(const std::vector<RegionState>& states);

}  // namespace lastwrite

// kill -9, power cuts and restart. A region that is back gets its links, clock and disk delay
// again, and counts as live once it has answered.
//
// Overlapping kills of one region: it starts when the last of those that end has ended; a kill
// without end keeps it down for good, and the first one says what it loses. Threading: one loop.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "scenarios/fault/control_calls.h"

namespace lastwrite {

class CrashControl {
 public:
  using Restored = std::function<void(const RegionName&)>;

  /// `restored` is called when a region is back, to send it its settings.
  CrashControl(FaultTarget& target, RegionRoster& roster, ControlCalls& calls, Restored restored)
      : target_(target), roster_(roster), calls_(calls), restored_(std::move(restored)) {}

  void kill(const RegionName& region, CrashMode mode);
  void end(const RegionName& region);

 private:
  void restart(const RegionName& region);
  void started(const RegionName& region, const Result<void>& result);

  FaultTarget& target_;
  RegionRoster& roster_;
  ControlCalls& calls_;
  Restored restored_;
  std::map<RegionName, int> kills_;
  std::set<RegionName> dying_;  // told to die, not yet answered: a restart waits for it
  Lifetime lifetime_;
};

}  // namespace lastwrite

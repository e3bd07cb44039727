// Asks every live region for its state at once and hands over the answers together.
//
// A region that does not answer although no fault has touched it is set to kLost in the roster.
// Threading: one loop; one poll at a time.
#pragma once

#include <functional>
#include <vector>

#include "scenarios/engine/cluster.h"
#include "scenarios/engine/lifetime.h"
#include "scenarios/engine/region_roster.h"

namespace lastwrite {

class StatePoll {
 public:
  using Done = std::function<void(const std::vector<RegionState>&)>;

  /// `cluster` and `roster` must outlive this.
  StatePoll(Cluster& cluster, RegionRoster& roster) : cluster_(cluster), roster_(roster) {}

  /// `done` is called once, never inside start(), unless no region is live. False (and no call)
  /// while another poll is open.
  bool start(Done done);

 private:
  void answered(const RegionName& region, std::uint64_t epoch, Result<RegionState> result);

  Cluster& cluster_;
  RegionRoster& roster_;
  Done done_;
  std::size_t open_ = 0;
  std::vector<RegionState> states_;
  Lifetime lifetime_;
};

}  // namespace lastwrite

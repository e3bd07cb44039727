// Partitions, pauses, losses and latency changes: keeps the cluster's links as the link table says.
//
// Threading: one loop.
#pragma once

#include "scenarios/engine/link_table.h"
#include "scenarios/fault/control_calls.h"

namespace lastwrite {

class LinkControl {
 public:
  LinkControl(FaultTarget& target, LinkTable& links, ControlCalls& calls)
      : target_(target), links_(links), calls_(calls) {}

  LinkEffect begin(const PartitionFault& fault);
  LinkEffect begin(const LinkFault& fault);
  LinkEffect begin(const PauseRegionFault& fault);
  /// Pauses one link.
  LinkEffect pause(const LinkPair& link) { return begin_on({link}, {.paused = true}); }
  void end(LinkEffect effect);

  /// Sends every link.
  void send_all();
  /// Sends the links from and to a region that has just started.
  void send_of(const RegionName& region);

 private:
  LinkEffect begin_on(std::vector<LinkPair> pairs, const LinkChange& change);
  void send(const LinkPair& pair);
  void send_changed();

  FaultTarget& target_;
  LinkTable& links_;
  ControlCalls& calls_;
};

}  // namespace lastwrite

// Regions in one process: messages go from one loop task to the next, at once and in order. For
// tests and, under a ShapedTransport, for simulation.
//
//   LoopbackNetwork network(scheduler);
//   Transport& a = network.join(RegionName("a"));
//
// Threading: one loop for all.
#pragma once

#include <map>
#include <memory>

#include "region/base/scheduler.h"
#include "replicator/core/transport.h"

namespace lastwrite {

class LoopbackNetwork {
 public:
  explicit LoopbackNetwork(Scheduler& scheduler);
  ~LoopbackNetwork();

  /// The transport of a region. Joining a name again replaces the former member (a restart); peers
  /// that have started are told that it is up once it starts.
  Transport& join(const RegionName& name);
  /// Takes a region out: what is sent to it is lost.
  void leave(const RegionName& name);

 private:
  class Member;

  Scheduler& scheduler_;
  std::map<RegionName, std::shared_ptr<Member>> members_;
};

}  // namespace lastwrite

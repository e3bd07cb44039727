// How the clients of each region reach each region: one ShapedClient for every ordered pair, made
// when it is first used. Threading: one loop.
#pragma once

#include <map>
#include <memory>

#include "scenarios/engine/cluster.h"
#include "scenarios/engine/shaped_client.h"

namespace lastwrite {

class ClientNetwork {
 public:
  /// All references must outlive this. `random` is forked for each pair.
  ClientNetwork(Cluster& cluster, const LinkTable& links, Scheduler& scheduler, Duration timeout,
                Random random)
      : cluster_(cluster),
        links_(links),
        scheduler_(scheduler),
        timeout_(timeout),
        random_(random) {}

  RegionClient& way(const RegionName& from, const RegionName& to);

 private:
  Cluster& cluster_;
  const LinkTable& links_;
  Scheduler& scheduler_;
  Duration timeout_;
  Random random_;
  std::map<LinkPair, std::unique_ptr<ShapedClient>> ways_;
};

}  // namespace lastwrite

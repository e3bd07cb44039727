// What the control address says, as JSON and as Prometheus' text. README.md of this folder has the
// members.
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "scenarios/control/cluster_control.h"

namespace lastwrite {

/// What the last second brought; the lags in the order of the links.
struct ClusterSecond {
  WallTime at = {};
  PulseBeat beat = {};
  std::uint64_t lost = 0;
};

std::string status_json(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                        const LossWatch& watch);

/// The status, with that second, tables and the items written last.
std::string state_json(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                       LossWatch& watch, const ClusterSecond& second);
/// What a viewer is told first.
struct Greeting {
  bool may_change = false;
  const std::deque<ClusterSecond>& seconds;
};
std::string greeting_json(const Greeting& greeting, const ServedLinks& links);

std::string loss_json(const LostWrite& loss, const StoryContext& context);

/// Which losses are asked for: those after number `after`, of one table where it is named.
struct LossQuery {
  std::uint64_t after = 0;
  std::string table = {};
};
std::string losses_json(const LossWatch& watch, const LossQuery& query);

/// Acknowledged and lost writes of the cluster.
std::string losses_metrics(const std::vector<RegionName>& regions, const LossWatch& watch);

}  // namespace lastwrite

// What the control address says, as JSON and as Prometheus' text. README.md of this folder has the
// members.
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/control/cluster_control.h"

namespace lastwrite {

std::string status_json(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                        const LossWatch& watch);

/// Which losses are asked for: those after number `after`, of one table where it is named.
struct LossQuery {
  std::uint64_t after = 0;
  std::string table = {};
};
std::string losses_json(const LossWatch& watch, const LossQuery& query);

/// Acknowledged and lost writes of the cluster.
std::string losses_metrics(const std::vector<RegionName>& regions, const LossWatch& watch);

}  // namespace lastwrite

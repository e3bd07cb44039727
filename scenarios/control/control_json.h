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
#include "scenarios/control/shown_run.h"

namespace lastwrite {

/// What the last second brought; the lags in the order of the links.
struct ClusterSecond {
  WallTime at = {};
  PulseBeat beat = {};
  std::uint64_t lost = 0;
};

std::string status_json(const std::vector<ControlledRegion>& regions, const ServedLinks& links,
                        const LossWatch& watch);

/// The status, with that second, tables, the items written last, and the run if it is of one.
std::string state_json(const std::vector<ControlledRegion>& regions, ClusterControl& control,
                       const ClusterSecond& second, const ShownRun* run);
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
/// Nothing is going on for now, or (`last`) ever more; `report`: where the run's report is.
struct ConsoleNote {
  std::string sentence;
  bool last = false;
  std::string report = {};
};
std::string note_json(const ConsoleNote& note);

std::string losses_json(const LossWatch& watch, const LossQuery& query);

/// Acknowledged and lost writes of the cluster.
std::string losses_metrics(const std::vector<RegionName>& regions, const LossWatch& watch);

}  // namespace lastwrite

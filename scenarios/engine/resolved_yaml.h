// Writes a scenario back as YAML with everything spelled out: defaults, presets, overrides. This is
// the scenario.yaml of a run directory; loading it again gives an equal scenario (a test says so
// for every scenario shipped).
#pragma once

#include <string>
#include <string_view>

#include "scenarios/engine/scenario.h"

namespace lastwrite {

std::string resolved_yaml(const Scenario& scenario);

/// The same for people: what is as by default is left out. Loads back as an equal scenario too.
std::string brief_yaml(const Scenario& scenario);

/// The texts that the loader reads back, also for the manifest: "poisson(10/s)", "zipfian(1000,
/// 0.99)".
std::string arrivals_text(const ArrivalSpec& arrivals);
std::string keys_text(const KeySpec& keys);
std::string_view sessions_text(SessionKind sessions);
/// `schedule` of a workload with its tasks, as it stands in a file.
std::string schedule_text(const std::vector<ScheduledTask>& schedule);

}  // namespace lastwrite

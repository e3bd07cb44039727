// What a sweep will do, checked to the last cell before anything runs.
//
//   Result<SweepPlan> plan = plan_sweep({.sets = {"network.pipeline=50ms..2s:log8", "duration=5s"},
//                                        .seeds = 10, .metrics = default_sweep_metrics()},
//                                       [&](const auto& sets) { return options.load_sets(sets); });
//
// Every combination of values is loaded as a scenario, so that a bad value is refused in the
// loader's own words. All cells meet the same seeds, and so (named random streams) the same
// arrivals and keys as far as their settings allow: they can be compared in pairs.
//
// Errors: kUsage. Threading: reads files through the loader; otherwise pure.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/campaign/sweep/sweep_header.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

inline constexpr std::size_t kSweepCellsMax = 100'000;
inline constexpr std::uint64_t kSweepSeedsMax = 10'000;

/// What changes the scenario: "path=value".
using SettingsLoader = std::function<Result<Scenario>(const std::vector<std::string>& sets)>;

struct SweepRequest {
  std::vector<std::string> sets;  // of --set: axes and plain ones
  std::uint64_t seeds = 10;
  std::vector<std::string> metrics;
};

struct SweepPlan {
  SweepHeader header;
  std::vector<std::shared_ptr<const Scenario>> scenarios;  // one for each combination

  const Scenario& scenario(std::size_t cell) const {
    return *scenarios[cell / header.strategies.size()];
  }
  const StrategySpec& strategy(std::size_t cell) const {
    return scenario(cell).strategies[cell % header.strategies.size()];
  }
};

const std::vector<std::string>& default_sweep_metrics();

Result<SweepPlan> plan_sweep(const SweepRequest& request, const SettingsLoader& load);

}  // namespace lastwrite

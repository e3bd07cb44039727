// Sweeps that take milliseconds.
//
//   SweepPlan plan = tiny_plan({"workload.arrivals=poisson(2/s),poisson(8/s)"});
#pragma once

#include <string>
#include <vector>

#include "scenarios/campaign/sweep/sweep_plan.h"
#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

/// Two regions 60 ms apart, five counters, 2 s, strategies blind-put and atomic-add.
Result<Scenario> tiny_scenario_with(const std::vector<std::string>& sets);

SweepPlan tiny_plan(const std::vector<std::string>& sets, std::uint64_t seeds = 2,
                    const std::vector<std::string>& metrics = {});

/// Why the plan is refused; "" when it is not.
std::string refusal(const SweepRequest& request);

/// Two arrival rates and three lags with two strategies: 12 cells.
SweepPlan twelve_cells();
/// Run, with safe rates for a loss of 5 %.
SweepResult twelve_cells_result();

}  // namespace lastwrite

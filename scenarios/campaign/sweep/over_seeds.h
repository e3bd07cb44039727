// One scenario over several seeds: what each strategy loses on average, and by how much strategies
// differ, in pairs. Strategies of one seed meet the same arrivals, keys, think times and link
// delays (common random numbers), so that their difference varies less over seeds than either.
//
//   Result<OverSeeds> over = run_over_seeds(scenario, {.seeds = 20});
//   over->strategies[1].difference     // LostUpdateRate minus that of strategies[0], by pairs
//
// Seeds count up from the scenario's own. Intervals: estimate.h. Errors: kUsage where they would
// pass 2^64, those of simulate_and_judge(), with the seed and the command that repeats it.
// Threading: one thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/report/terminal.h"
#include "scenarios/campaign/sweep/estimate.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

struct StrategyOverSeeds {
  std::string name;
  Estimate lost;        // LostUpdateRate, pooled over seeds
  Estimate difference;  // to the first strategy, the mean of pairs; nothing for the first
  std::uint32_t not_converged = 0;  // seeds after which the replicas differed
};

struct OverSeeds {
  std::uint64_t first_seed = 1;
  std::uint32_t seeds = 0;
  std::vector<StrategyOverSeeds> strategies;  // as in the scenario
};

struct OverSeedsOptions {
  std::uint32_t seeds = 20;
  std::function<bool()> interrupted = {};
  std::function<void(std::uint32_t done)> on_progress = {};
};

Result<OverSeeds> run_over_seeds(const Scenario& scenario, const OverSeedsOptions& options);

std::string over_seeds_text(const OverSeeds& over, TerminalStyle style);
/// {"first_seed", "seeds", "strategies": [{"name", "lost_update_rate", "low", "high",
///  "difference", "difference_low", "difference_high", "not_converged"}]}.
std::string over_seeds_json(const OverSeeds& over);

}  // namespace lastwrite

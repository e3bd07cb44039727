#include "scenarios/campaign/sweep/over_seeds.h"

#include <boost/json.hpp>

#include "analysis/report/text_table.h"
#include "scenarios/campaign/judged_run.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

// What one strategy measured, seed by seed.
struct Series {
  std::vector<SeedShare> shares;
  std::vector<double> rates;
  std::uint32_t not_converged = 0;
};

Result<void> add_run(const Scenario& scenario, const StrategySpec& strategy,
                     const OverSeedsOptions& options, Series& series) {
  const auto judged = simulate_and_judge(scenario, strategy, {.interrupted = options.interrupted});
  if (!judged) {
    return fail(judged.error().code, "seed {}: {} (repeat it with --sim --seed {})", scenario.seed,
                judged.error().message, scenario.seed);
  }
  const Interval& lost = judged->summary.numbers.lost;
  series.shares.push_back({{lost.hits, lost.trials}, lost.design_effect});
  series.rates.push_back(lost.estimate);
  if (!judged->summary.converged) ++series.not_converged;
  return {};
}

Estimate paired(const std::vector<double>& rates, const std::vector<double>& base) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < rates.size(); ++i) differences.push_back(rates[i] - base[i]);
  return mean_estimate(differences);
}

std::string points(const Estimate& estimate, const char* format) {
  if (!estimate.value) return "–";
  std::string out = fmt::format(fmt::runtime(format), 100 * *estimate.value);
  if (estimate.low) {
    out += fmt::format(" ({} to {})", fmt::format(fmt::runtime(format), 100 * *estimate.low),
                       fmt::format(fmt::runtime(format), 100 * *estimate.high));
  }
  return out;
}

json::value optional(const std::optional<double>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

}  // namespace

Result<OverSeeds> run_over_seeds(const Scenario& scenario, const OverSeedsOptions& options) {
  if (scenario.seed > UINT64_MAX - options.seeds)
    return fail(ErrorCode::kUsage, "no {} seeds follow seed {}", options.seeds, scenario.seed);
  std::vector<Series> series(scenario.strategies.size());
  Scenario one = scenario;
  for (std::uint32_t i = 0; i < options.seeds; ++i) {
    one.seed = scenario.seed + i;
    for (std::size_t s = 0; s < series.size(); ++s) {
      const auto added = add_run(one, one.strategies[s], options, series[s]);
      if (!added) return propagate(added);
    }
    if (options.on_progress) options.on_progress(i + 1);
  }
  OverSeeds over{scenario.seed, options.seeds, {}};
  for (std::size_t s = 0; s < series.size(); ++s) {
    StrategyOverSeeds out;
    out.name = std::string(strategy_name(scenario.strategies[s].kind));
    out.lost = share_estimate(series[s].shares);
    if (s > 0) out.difference = paired(series[s].rates, series[0].rates);
    out.not_converged = series[s].not_converged;
    over.strategies.push_back(std::move(out));
  }
  return over;
}

std::string over_seeds_text(const OverSeeds& over, TerminalStyle style) {
  TextTable table({{"strategy", Align::kLeft},
                   {"LostUpdateRate, %"},
                   {"difference to the first, in points"},
                   {"not converged"}});
  for (const StrategyOverSeeds& s : over.strategies) {
    table.add({s.name, points(s.lost, "{:.2f}"), points(s.difference, "{:+.2f}"),
               fmt::format("{}", s.not_converged)});
  }
  return fmt::format("Over seeds {} to {}, in pairs on the same draws (95 % intervals)\n",
                     over.first_seed, over.first_seed + over.seeds - 1) +
         table.text(static_cast<std::size_t>(style.columns)) +
         "Rates are of all seeds' writes together, differences the mean of each seed's own.\n";
}

std::string over_seeds_json(const OverSeeds& over) {
  json::array strategies;
  for (const StrategyOverSeeds& s : over.strategies) {
    strategies.push_back(json::object{{"name", s.name},
                                      {"lost_update_rate", optional(s.lost.value)},
                                      {"low", optional(s.lost.low)},
                                      {"high", optional(s.lost.high)},
                                      {"difference", optional(s.difference.value)},
                                      {"difference_low", optional(s.difference.low)},
                                      {"difference_high", optional(s.difference.high)},
                                      {"not_converged", s.not_converged}});
  }
  return json::serialize(json::object{{"first_seed", over.first_seed},
                                      {"seeds", over.seeds},
                                      {"strategies", std::move(strategies)}}) +
         "\n";
}

}  // namespace lastwrite

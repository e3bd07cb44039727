#include "scenarios/campaign/parity.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/campaign/two_samples.h"

namespace lastwrite {
namespace {

constexpr std::size_t kRunsMin = 5;
constexpr double kChance = 0.05;

struct Pool {
  double hits = 0;
  double trials = 0;
  double effective = 0;  // trials over the design effects of their runs

  double share() const { return trials > 0 ? hits / trials : 0; }
  double effect() const { return effective > 0 ? trials / effective : 1; }
};

Pool pooled(const std::vector<Interval>& runs) {
  Pool pool;
  for (const Interval& run : runs) {
    pool.hits += static_cast<double>(run.hits);
    pool.trials += static_cast<double>(run.trials);
    pool.effective += static_cast<double>(run.trials) / run.design_effect;
  }
  return pool;
}

// The variance between runs over that of independent trials; 1 where there are too few of them.
double effect_between(const std::vector<Interval>& runs, const Pool& pool) {
  const double independent = pool.share() * (1 - pool.share()) * pool.trials;
  if (runs.size() < kRunsMin || independent <= 0) return 1;
  double squares = 0;
  for (const Interval& run : runs) {
    const double residual =
        static_cast<double>(run.hits) - pool.share() * static_cast<double>(run.trials);
    squares += residual * residual;
  }
  const auto count = static_cast<double>(runs.size());
  return count / (count - 1) * squares / independent;
}

Interval interval_of(const Pool& pool, double effect) {
  Interval interval = wilson_interval(pool.hits / effect, pool.trials / effect);
  interval.hits = static_cast<std::uint64_t>(pool.hits);
  interval.trials = static_cast<std::uint64_t>(pool.trials);
  interval.design_effect = effect;
  return interval;
}

void judge(LossParity& row, const ParitySide::Losses& live, const ParitySide::Losses& simulated) {
  const Pool a = pooled(live.runs);
  const Pool b = pooled(simulated.runs);
  if (a.trials == 0 || b.trials == 0) {
    row.why =
        a.trials == 0 ? "nothing was acknowledged live" : "nothing was acknowledged simulated";
    return;
  }
  const double effect = std::max({1.0, a.effect(), b.effect(), effect_between(simulated.runs, b)});
  row.live = interval_of(a, effect);
  row.simulated = interval_of(b, effect);
  if (!live.converged || !simulated.converged) {
    row.why = live.converged ? "a simulated run did not converge" : "the live run did not converge";
    return;
  }
  row.z = two_proportions_z({a.share(), a.trials / effect}, {b.share(), b.trials / effect});
  row.outcome = std::abs(row.z) <= row.critical ? Verdict::kOk : Verdict::kViolated;
}

Duration median(std::vector<Duration> samples) {
  const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
  std::nth_element(samples.begin(), middle, samples.end());
  return *middle;
}

Verdict overall(const std::vector<LossParity>& losses) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(losses.begin(), losses.end(),
                       [&](const LossParity& row) { return row.outcome == verdict; });
  };
  if (any(Verdict::kViolated)) return Verdict::kViolated;
  return losses.empty() || any(Verdict::kUnknown) ? Verdict::kUnknown : Verdict::kOk;
}

}  // namespace

void ParitySide::add(const StrategyRun& run) {
  for (const LagSample& sample : run.lags) {
    lags[{run.history.regions[sample.from], run.history.regions[sample.to]}].push_back(sample.lag);
  }
  Losses& own = losses[run.name];
  own.runs.push_back(run.numbers.lost);
  own.converged = own.converged && run.ledger.converged;
}

ParityReport compare_sides(const ParitySide& live, const ParitySide& simulated) {
  ParityReport report;
  std::set<std::string> strategies;
  for (const auto& [name, losses] : live.losses) strategies.insert(name);
  for (const auto& [name, losses] : simulated.losses) strategies.insert(name);
  const auto of = [](const ParitySide& side, const std::string& name) {
    const auto found = side.losses.find(name);
    return found == side.losses.end() ? ParitySide::Losses{} : found->second;
  };
  for (const std::string& name : strategies) {
    LossParity row;
    row.strategy = name;
    row.critical = normal_critical(kChance / static_cast<double>(strategies.size()));
    judge(row, of(live, name), of(simulated, name));
    report.losses.push_back(std::move(row));
  }
  for (const auto& [pair, lags] : live.lags) {
    const auto other = simulated.lags.find(pair);
    if (other == simulated.lags.end()) continue;
    report.lags.push_back({pair.first, pair.second, lags.size(), other->second.size(), median(lags),
                           median(other->second), ks_distance(lags, other->second),
                           ks_critical(lags.size(), other->second.size())});
  }
  report.verdict = overall(report.losses);
  return report;
}

}  // namespace lastwrite

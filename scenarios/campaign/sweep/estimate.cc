#include "scenarios/campaign/sweep/estimate.h"

#include <array>
#include <cmath>
#include <numeric>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % point

// Student's t, 97.5 %, 1 to 30 degrees of freedom (Abramowitz and Stegun, table 26.10).
constexpr std::array kT = {12.706, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060,
                           2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199,
                           2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639,
                           2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423};

Estimate from_interval(const Interval& interval, std::size_t seeds) {
  return {interval.estimate, interval.low, interval.high, static_cast<std::uint32_t>(seeds)};
}

// Few clusters say nothing of their own spread: take what each run found among its items.
Interval with_effects_of_runs(const std::vector<SeedShare>& seeds) {
  double hits = 0;
  double trials = 0;
  double weighted = 0;
  for (const SeedShare& seed : seeds) {
    const auto n = static_cast<double>(seed.count.trials);
    hits += static_cast<double>(seed.count.hits);
    trials += n;
    weighted += n * seed.design_effect;
  }
  const double effect = weighted / trials;
  return wilson_interval(hits / effect, trials / effect);
}

}  // namespace

double t_quantile(std::size_t degrees) {
  LW_CHECK(degrees >= 1, "no spread without degrees of freedom");
  if (degrees <= kT.size()) return kT[degrees - 1];
  // Abramowitz and Stegun 26.7.5.
  const auto n = static_cast<double>(degrees);
  const double z3 = kZ * kZ * kZ;
  const double z5 = z3 * kZ * kZ;
  return kZ + (z3 + kZ) / (4 * n) + (5 * z5 + 16 * z3 + 3 * kZ) / (96 * n * n);
}

Estimate mean_estimate(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  Estimate out{mean, {}, {}, static_cast<std::uint32_t>(values.size())};
  if (values.size() == 1) return out;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double half = t_quantile(values.size() - 1) * std::sqrt(squares / (n - 1) / n);
  out.low = mean - half;
  out.high = mean + half;
  return out;
}

Estimate share_estimate(const std::vector<SeedShare>& seeds) {
  std::vector<SeedShare> used;
  std::vector<ClusterCount> clusters;
  for (const SeedShare& seed : seeds) {
    if (seed.count.trials == 0) continue;
    used.push_back(seed);
    clusters.push_back(seed.count);
  }
  if (used.empty()) return {};
  const Interval pooled = share_interval(clusters);
  if (used.size() >= kClustersMin) return from_interval(pooled, used.size());
  Interval interval = with_effects_of_runs(used);
  interval.estimate = pooled.estimate;
  return from_interval(interval, used.size());
}

Estimate truth_estimate(const std::vector<double>& values) {
  if (values.empty()) return {};
  const double yes = std::accumulate(values.begin(), values.end(), 0.0);
  return from_interval(wilson_interval(yes, static_cast<double>(values.size())), values.size());
}

}  // namespace lastwrite

#include "analysis/ledger/interval.h"

#include <algorithm>
#include <cmath>

namespace lastwrite {
namespace {

constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % point

double design_effect(const std::vector<ClusterCount>& clusters, double share, double trials) {
  double squares = 0;
  double used = 0;
  for (const ClusterCount& cluster : clusters) {
    if (cluster.trials == 0) continue;
    const double residual =
        static_cast<double>(cluster.hits) - share * static_cast<double>(cluster.trials);
    squares += residual * residual;
    used += 1;
  }
  const double independent = share * (1 - share) / trials;
  if (used < static_cast<double>(kClustersMin) || independent == 0) return 1;
  const double clustered = used / (used - 1) * squares / (trials * trials);
  return std::max(1.0, clustered / independent);
}

}  // namespace

Interval wilson_interval(double hits, double trials) {
  Interval interval;
  if (trials <= 0) return interval;
  const double share = hits / trials;
  const double z2 = kZ * kZ;
  const double centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const double half =
      kZ / (1 + z2 / trials) * std::sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials));
  interval.estimate = share;
  interval.low = std::clamp(centre - half, 0.0, share);
  interval.high = std::clamp(centre + half, share, 1.0);
  return interval;
}

Interval share_interval(const std::vector<ClusterCount>& clusters) {
  std::uint64_t hits = 0;
  std::uint64_t trials = 0;
  for (const ClusterCount& cluster : clusters) {
    hits += cluster.hits;
    trials += cluster.trials;
  }
  if (trials == 0) return {};
  const auto n = static_cast<double>(trials);
  const double share = static_cast<double>(hits) / n;
  const double effect = design_effect(clusters, share, n);
  Interval interval = wilson_interval(static_cast<double>(hits) / effect, n / effect);
  interval.hits = hits;
  interval.trials = trials;
  interval.design_effect = effect;
  return interval;
}

}  // namespace lastwrite

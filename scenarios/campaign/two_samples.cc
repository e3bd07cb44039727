#include "scenarios/campaign/two_samples.h"

#include <algorithm>
#include <cmath>

#include "region/base/check.h"

namespace lastwrite {

double ks_distance(std::vector<Duration> a, std::vector<Duration> b) {
  LW_CHECK(!a.empty() && !b.empty(), "samples of {} and {}", a.size(), b.size());
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double distance = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Duration at = std::min(a[i], b[j]);
    while (i < a.size() && a[i] == at) ++i;
    while (j < b.size() && b[j] == at) ++j;
    const double gap = static_cast<double>(i) / static_cast<double>(a.size()) -
                       static_cast<double>(j) / static_cast<double>(b.size());
    distance = std::max(distance, std::abs(gap));
  }
  return distance;
}

double ks_critical(std::size_t n, std::size_t m) {
  LW_CHECK(n > 0 && m > 0, "samples of {} and {}", n, m);
  const auto a = static_cast<double>(n);
  const auto b = static_cast<double>(m);
  return std::min(1.0, std::sqrt(-std::log(0.05 / 2) / 2 * (a + b) / (a * b)));
}

double two_proportions_z(const Proportion& a, const Proportion& b) {
  LW_CHECK(a.trials > 0 && b.trials > 0, "{} and {} trials", a.trials, b.trials);
  const double pooled = (a.share * a.trials + b.share * b.trials) / (a.trials + b.trials);
  const double variance = pooled * (1 - pooled) * (1 / a.trials + 1 / b.trials);
  return variance <= 0 ? 0 : (a.share - b.share) / std::sqrt(variance);
}

double normal_critical(double chance) {
  double low = 0;
  double high = 40;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (std::erfc(middle / std::sqrt(2.0)) > chance ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace lastwrite

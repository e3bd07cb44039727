#include "analysis/lag/percentile.h"

#include <algorithm>
#include <cmath>

namespace lastwrite {

std::optional<Duration> percentile(const std::vector<Duration>& sorted, double p) {
  const auto n = static_cast<double>(sorted.size());
  // Rounding: 1000 · (1 − 0.99) is a hair below 10.
  if (n * (1 - p) < 10 - 1e-9) return std::nullopt;
  const auto rank = static_cast<std::size_t>(std::ceil(n * p));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace lastwrite

#include "scenarios/campaign/sweep/crossing.h"

#include <cmath>

namespace lastwrite {
namespace {

double between(const LossPoint& below, const LossPoint& above, double target) {
  if (below.loss > 0 && target > 0) {
    const double share = std::log(target / below.loss) / std::log(above.loss / below.loss);
    return below.rate * std::pow(above.rate / below.rate, share);
  }
  const double share = (target - below.loss) / (above.loss - below.loss);
  return below.rate + (above.rate - below.rate) * share;
}

}  // namespace

std::optional<Crossing> first_crossing(const std::vector<LossPoint>& points, double target) {
  if (points.empty()) return std::nullopt;
  if (points.front().loss > target) return Crossing{points.front().rate, true, false};
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].loss > target) {
      return Crossing{between(points[i - 1], points[i], target), false, false};
    }
  }
  return Crossing{points.back().rate, false, true};
}

}  // namespace lastwrite

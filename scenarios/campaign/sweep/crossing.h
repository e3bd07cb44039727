// Where a rising loss first crosses a target, between measured points.
//
//   first_crossing({{1, 0.01}, {10, 0.1}}, 0.03)->rate == 3
//
// Threading: pure.
#pragma once

#include <optional>
#include <vector>

namespace lastwrite {

struct LossPoint {
  double rate = 0;  // > 0
  double loss = 0;  // 0 to 1
};

struct Crossing {
  double rate = 0;
  bool before_first = false;  // the first point is above the target already: `rate` is its rate
  bool after_last = false;    // no point is above the target: `rate` is the rate of the last
};

/// nullopt: no points. Requires: ascending rates.
std::optional<Crossing> first_crossing(const std::vector<LossPoint>& points, double target);

}  // namespace lastwrite

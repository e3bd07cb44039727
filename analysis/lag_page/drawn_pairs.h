// Which pairs of a lag report have charts, and of what.
//
//   const DrawnPairs drawn = draw_pairs(input, report);
//   drawn.timed            // every sample says when it was applied: charts over time can be drawn
//
// Of very many pairs the slowest. `report` must outlive it. Threading: pure functions.
#pragma once

#include <vector>

#include "analysis/lag_report/lag_report.h"
#include "analysis/page/lag_curve.h"
#include "analysis/page/lag_heat.h"
#include "analysis/page/page_budget.h"

namespace lastwrite {

struct DrawnPair {
  const PairReport* report = nullptr;
  LagCurve curve;
  std::vector<Passage> passages;  // in order of acceptance; of a histogram none
};

struct DrawnPairs {
  bool timed = false;  // every sample has a time, none of them absurdly far away
  Window window;       // from the first acceptance until the last arrival
  HeatAxes axes;       // none where nothing is timed
  PageBudget budget;
  std::vector<DrawnPair> pairs;
};

DrawnPairs draw_pairs(const LagInput& input, const LagReport& report);

}  // namespace lastwrite

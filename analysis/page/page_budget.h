// How much of each kind a page may hold, so that it stays below 3 MB whatever the run was.
//
//   PageBudget budget = page_budget(strategies, regions);
//   budget.diagram_events      // of each strategy
//
// Curves and diagrams share what is left by the page itself and by summary.json, both of which grow
// with strategies and pairs of regions, never with writes. Threading: pure.
#pragma once

#include <cstddef>

namespace lastwrite {

struct PageBudget {
  std::size_t pairs_drawn = 396;   // of each strategy: those of which there are curves
  std::size_t curve_points = 300;  // of each ECDF
  std::size_t time_columns = 300;  // of what is told by second
  std::size_t heat_columns = 60;
  std::size_t heat_rows = 30;
  std::size_t strip_points = 180;       // of a divergence strip
  std::size_t diagram_events = 12'000;  // of the diagram of a whole strategy
  std::size_t story_events = 160;       // of the diagram of one story
};

/// All pairs that there may be are drawn: the page holds summary.json whole.
constexpr bool draws_all(const PageBudget& budget, std::size_t regions) {
  return regions * (regions - (regions > 0 ? 1 : 0)) <= budget.pairs_drawn;
}

/// Of each strategy and ordered pair.
PageBudget page_budget(std::size_t strategies, std::size_t regions);

}  // namespace lastwrite

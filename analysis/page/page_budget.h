// How much of each kind a page may hold, so that it stays below 3 MB whatever the run was.
//
//   PageBudget budget = page_budget(strategies, regions);
//   budget.strategy_bytes      // of each strategy
//
// Strategies share what is left by the page itself and by summary.json, both of which grow with
// strategies and pairs of regions, never with writes. Of a strategy's share the diagram of its
// whole run takes what curves and stories leave: some 25 bytes for an event, so that ordinary runs
// are drawn whole. Threading: pure.
#pragma once

#include <cstddef>

namespace lastwrite {

struct PageBudget {
  std::size_t pairs_drawn = 396;   // of each strategy: those of which there are curves
  std::size_t curve_points = 300;  // of each ECDF
  std::size_t time_columns = 300;  // of what is told by second
  std::size_t heat_columns = 60;
  std::size_t heat_rows = 30;
  std::size_t strip_points = 180;          // of a divergence strip
  std::size_t diagram_events = 100'000;    // of the diagram of a whole strategy, if the bytes allow
  std::size_t story_events = 160;          // of the diagram of one story
  std::size_t strategy_bytes = 2'000'000;  // of all that is told of one strategy
};

/// All pairs that there may be are drawn: the page holds summary.json whole.
constexpr bool draws_all(const PageBudget& budget, std::size_t regions) {
  return regions * (regions - (regions > 0 ? 1 : 0)) <= budget.pairs_drawn;
}

/// What strategies left of their shares, for those that follow.
class SpareBytes {
 public:
  /// The part of the next strategy, of so many that are still to come with it.
  std::size_t take(std::size_t to_come) {
    const std::size_t part = bytes_ / (to_come > 0 ? to_come : 1);
    bytes_ -= part;
    return part;
  }
  void leave(std::size_t bytes) { bytes_ += bytes; }

 private:
  std::size_t bytes_ = 0;
};

/// Of each strategy and ordered pair.
PageBudget page_budget(std::size_t strategies, std::size_t regions);

}  // namespace lastwrite

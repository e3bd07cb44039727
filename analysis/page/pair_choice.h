// Which ordered pairs of regions a page draws, where a run has more than a page can hold: the
// slowest, for they are what one looks for. Tables of all pairs are not concerned.
//
//   PairChoice pairs(run, budget.pairs_drawn);
//   if (pairs.drawn(from, to)) …
//
// Cost: O(n) in passages. Threading: a value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>

#include "analysis/report/strategy_run.h"

namespace lastwrite {

class PairChoice {
 public:
  PairChoice() = default;  // all
  PairChoice(const StrategyRun& run, std::size_t most);

  bool drawn(std::uint32_t from, std::uint32_t to) const {
    return all_ || drawn_.contains({from, to});
  }

 private:
  bool all_ = true;
  std::set<std::pair<std::uint32_t, std::uint32_t>> drawn_;  // regions
};

}  // namespace lastwrite

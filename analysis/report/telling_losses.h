// Which of the lost writes of a strategy teach most: the cause that took most of its writes first,
// then one of each other cause, then again, of other items where there are any.
//
//   for (const TellingLoss& loss : telling_losses(run, 5)) …      // best first
//
// Threading: pure.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/report/strategy_run.h"

namespace lastwrite {

struct TellingLoss {
  std::uint32_t operation = kAbsent;  // operations
  int interest = 0;
};

/// Of writes meant to start in phase `measure`; at most `count`, fewer where fewer were lost.
std::vector<TellingLoss> telling_losses(const StrategyRun& run, std::size_t count);

}  // namespace lastwrite

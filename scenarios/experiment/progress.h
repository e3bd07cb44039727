// How far a run is, for whoever shows it.
#pragma once

#include <string_view>

#include "region/base/time.h"
#include "scenarios/engine/strategy_spec.h"

namespace lastwrite {

struct Progress {
  std::string_view phase;  // setup, warm-up, measure, heal, quiesce, final, done
  double fraction = 0;     // of the whole run, 0 to 1; never goes back
  Duration remaining{
      0};  // until the end of `measure`, then 0: heal and quiesce take what they take
};

/// The same for a run of several strategies, one after the other.
struct RunProgress {
  StrategyKind strategy = StrategyKind::kBlindPut;
  std::size_t index = 0;  // of the strategy, from 0
  std::size_t count = 0;
  Progress progress;
};

}  // namespace lastwrite

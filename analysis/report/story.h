// What happened to one write, in plain words: who wrote what when, which stamps met where, who had
// been told OK, and what would have prevented the loss.
//
//   Story story = most_telling_story(run, manifest);
//   std::string text = tell(run, manifest, operation);    // any write, surviving ones too
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>

#include "analysis/report/strategy_run.h"

namespace lastwrite {

struct Story {
  int interest = 0;  // 0: there is none to tell
  std::string text;  // lines of at most 100 columns
};

/// About the lost write of this strategy that teaches most.
Story most_telling_story(const StrategyRun& run, const Manifest& manifest);

/// About one write. Requires: operations[operation] is a write.
std::string tell(const StrategyRun& run, const Manifest& manifest, std::uint32_t operation);

}  // namespace lastwrite

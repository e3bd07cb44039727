// A shrunk scenario as a new scenario of its own: told as a story, and written as a folder with
// scenario.yaml and README.md.
//
//   Result<ShrunkScenario> shrunk = tell_shrunk(outcome, wish, {"lost-counter", command});
//   shrunk->story          // of the write in which the wish shows
//   write_shrunk(*shrunk, "shrunk/lost-counter-lost-inverted");
//
// Threading: one thread; write_shrunk() writes files.
#pragma once

#include <string>

#include "scenarios/campaign/shrink.h"

namespace lastwrite {

struct ShrunkScenario {
  Scenario scenario;   // with a name, a question and expectations that hold
  std::string story;   // empty: no write was lost in it
  std::string readme;  // the whole page
};

/// Where it came from.
struct ShrinkOrigin {
  std::string scenario;  // its name
  std::string command;   // as typed
};

/// Simulates the scenario once more. Errors: as simulate().
Result<ShrunkScenario> tell_shrunk(const ShrinkOutcome& outcome, const Wish& wish,
                                   const ShrinkOrigin& origin);

/// kUsage when the folder cannot be made or holds a scenario already; kIo when files cannot be
/// written.
Result<void> write_shrunk(const ShrunkScenario& shrunk, const std::string& folder);

}  // namespace lastwrite

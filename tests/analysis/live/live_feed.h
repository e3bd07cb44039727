// Plays a whole history to a live ledger, in the order of time, as the regions' traces would.
//
//   feed_live(history, ledger, Settling::kAtOnce);
//
// Threading: a pure function.
#pragma once

#include <cstdint>

#include "analysis/live/live_ledger.h"
#include "analysis/trace/history.h"

namespace lastwrite {

enum class Settling : std::uint8_t { kAtOnce, kAtTheEnd };

void feed_live(const History& history, LiveLedger& ledger, Settling settling);

}  // namespace lastwrite

// The passages of one ordered pair of regions: every version that `from` accepted and sends, and
// when it reached `to`. What lag curves, heat maps and bands are made from.
//
//   for (const Passage& p : passages(evidence, from, to)) …       // in order of acceptance
//
// As in analysis/lag/lag.h the first arrival counts, and neither snapshots nor versions in whose
// place a newer one was sent are passages. Cost: O(n log n). Threading: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/evidence.h"

namespace lastwrite {

struct Passage {
  TrueTime accepted;
  std::optional<TrueTime> arrived;  // nullopt: not before the trace ended
  Duration injected{0};             // of the way, by the link model; of arrived ones
};

std::vector<Passage> passages(const Evidence& evidence, std::uint32_t from, std::uint32_t to);

}  // namespace lastwrite

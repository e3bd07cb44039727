// After a power cut that cost the store its last commits.
//
//   store.lose_unsynced();
//   begin_new_history(store, {eu_west_1, {us_east_1}, fresh_generation});
//   Engine::open(…)
//
// Why a restart alone is not enough:
//   1. eu-west-1 has sent its changes up to 120 and lost those after 100. It gives the numbers from
//      101 to other changes; us-east-1, whose cursor is at 120, would drop them as known.
//   2. us-east-1 was told that its own changes up to 80 are durable here, and has trimmed them.
//   3. Changes of eu-west-1 that others hold are gone here, and nobody passes on another's changes.
// So the store takes a new generation, by which its peers ask for everything again, and forgets its
// cursors in such a way that every peer sends its whole state. What comes back of this region's
// own changes enters its log again (apply_replicated.h).
//
// Threading: before the region starts. Errors: those of the store.
#pragma once

#include <cstdint>
#include <vector>

#include "region/base/ids.h"
#include "region/base/result.h"
#include "region/store/store.h"

namespace lastwrite {

struct NewHistory {
  RegionName region;
  std::vector<RegionName> peers;
  std::uint64_t generation = 0;  // never used before by this region
};

/// Commits.
Result<void> begin_new_history(Store& store, const NewHistory& history);

}  // namespace lastwrite

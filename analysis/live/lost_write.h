// One write that was acknowledged and is gone, with all that its story needs.
//
// Threading: a value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "analysis/ledger/fate.h"
#include "analysis/live/write_facts.h"

namespace lastwrite {

struct LostWrite {
  std::uint64_t number = 0;  // 1, 2, … in the order of decision
  Fate fate = Fate::kLostConcurrent;
  std::shared_ptr<const WriteFacts> write;
  std::shared_ptr<const WriteFacts> by;        // what displaced it; never empty
  std::shared_ptr<const LostWrite> root = {};  // lost_orphaned: the lost write it lived inside
  TrueTime displaced_at;                       // in its own region
  std::optional<TrueTime> told_at = {};        // when it reached the region of `by`
};

}  // namespace lastwrite

// What would have prevented a loss, as far as its fate, its write and what displaced it tell.
//
//   remedy_of({.fate = Fate::kLostLocal, .base = LossShape::Base::kOlder,
//              .by_region_knew = true})                             // Remedy::kVersionCheck
//
// A lost_orphaned write is as safe as its root cause: ask for that one. Threading: pure functions.
#pragma once

#include <cstdint>

#include "analysis/ledger/fate.h"

namespace lastwrite {

enum class Remedy : std::uint8_t {
  kNone,               // not lost, or only its root cause tells
  kHomeRegion,         // one region for the writes of an item; no condition helps between regions
  kCheckedHomeRegion,  // likewise, with a version check there: one of the two checked nothing
  kRefreshEarlier,     // what overwrote it deleted the item for its time to live was up
  kVersionCheck,
  kUniqueToken,   // the later write had a condition, and it held for this version, too
  kReadAtHome,    // the later write's client knew this one, the region that it asked did not
  kMarkDeleted,   // the later write was computed from absence, which has no version to check
  kClocks,        // only its client knew what displaced it: no stamp of a region tells that
  kClocksOrHlc,   // its region knew it
  kSecondRegion,  // an answer only after another region holds the write
};

struct LossShape {
  /// What the later write was computed from, as against the lost one.
  enum class Base : std::uint8_t { kAbsence, kOlder, kNewer };

  Fate fate = Fate::kLostConcurrent;
  bool deleted = false;         // it was a delete
  bool unchecked = false;       // it, or what displaced it, was computed without a condition
  bool region_knew_by = false;  // its region had received what displaced it before
  // What displaced it:
  Base base = Base::kAbsence;
  bool by_conditional = false;
  bool by_expired = false;      // a region's own delete
  bool by_region_knew = false;  // its region had received the lost one before
};

Remedy remedy_of(const LossShape& loss);

}  // namespace lastwrite

// Fates where conflicts were resolved by attributes: each attribute is judged as a register of its
// own (project.h), and a write has the worst fate of those that it changed.
//
//   write 7 set {a, b}: a is the winner, b lost to a concurrent write → lost_concurrent
//
// Which attributes count: those that the workload writes. Where a write changed none of them, its
// `token`; else whatever it changed. What strategies keep for themselves (`etag`, `version`,
// `writer`) changes with every write and would lose where nothing of the user's does, and the
// padding
// (`payload`) is always the same. A write that
// changed nothing is `included`: nothing of it can be lost. But an increment, computed from a read,
// that left `count` as it was counted from an older value: it is `lost_local`.
//
// Threading: pure functions.
#pragma once

#include <cstdint>

#include "analysis/ledger/ledger.h"

namespace lastwrite {

/// Bits of Version::changed: the attributes that say who wrote and when, not what.
std::uint64_t bookkeeping_attributes(const History& history);

/// Bits of Version::changed: the attributes of `version` by which its fate is judged.
std::uint64_t counted_attributes(const History& history, const Version& version);

/// Replaces the judgements of versions, and what is known of phantoms. Requires:
/// history.by_attribute, and a ledger judged by items. Contradictions go to `ledger.findings`.
void judge_by_attributes(const History& history, Ledger& ledger);

}  // namespace lastwrite

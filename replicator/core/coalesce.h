// Keeps, of several changes of one item, only the last: "may combine multiple changes in a short
// period of time into a single replicated write" (developer guide, global tables core concepts;
// facts §0.5).
#pragma once

#include <cstdint>
#include <vector>

#include <absl/functional/function_ref.h>

#include "region/version/change_record.h"

namespace lastwrite {

/// With conflicts by attributes the last one takes along what the others changed beside it, and
/// says so itself (ChangeRecord::replaces):
/// 1. Change 7 of {a} is delayed, 8 of {b} arrives.  2. Both are sent again, as one of {a, b} with
/// the sequence 8.  3. Were that dropped as known, and 7 counted as replaced, {a} would never come.
/// Removes from `records` every change that a later and newer one of the same item replaces, and
/// returns the removed sequences in order. The order of the rest stays. `told` hears of each
/// (stale, newer) pair.
std::vector<std::uint64_t> coalesce(
    std::vector<ChangeRecord>& records,
    absl::FunctionRef<void(const ChangeRecord& stale, const ChangeRecord& newer)> told);

}  // namespace lastwrite

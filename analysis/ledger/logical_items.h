// Which items stand together for one key of the workload: a strategy may keep one item for each
// region, or one for each write. Shares, winners and counters are taken over keys.
//
//   logical_items(history)[item]    the item that names its key: itself, where a key is one item
//
// Threading: a pure function.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

/// By item: an index into history.items.
std::vector<std::uint32_t> logical_items(const History& history);

}  // namespace lastwrite

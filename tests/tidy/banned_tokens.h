// What the sans-IO core must not name: threads, sleeps, the wall clock, randomness but its own, and
// containers whose order of iteration differs from run to run. Comments and literals do not count.
//
//   region/engine/put_item.cc:40: std::mutex: the core is single-threaded
#pragma once

#include <string_view>

#include "tests/tidy/finding.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

/// Whether the file belongs to the core.
[[nodiscard]] bool is_core(std::string_view path);
[[nodiscard]] Findings check_banned_tokens(const SourceTree& tree);

}  // namespace lastwrite::tidy

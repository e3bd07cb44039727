// The rules of layers.txt, over a tree.
//
//   region/engine/put_item.cc:3: region/engine may not include replicator/core/inbox.h
//   region/value/number.h:9: sqlite3.h (sqlite) is only for region/store/sqlite_*.cc
#pragma once

#include "tests/tidy/finding.h"
#include "tests/tidy/layer_table.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

/// Includes between the project's folders. Tests and benchmarks may include every header.
[[nodiscard]] Findings check_layers(const SourceTree& tree, const LayerTable& table);
/// Includes of libraries: the heavy ones where they may be, none that the table does not know.
[[nodiscard]] Findings check_libraries(const SourceTree& tree, const LayerTable& table);
/// Cycles of files, and of folders, that include each other.
[[nodiscard]] Findings check_cycles(const SourceTree& tree);
/// Includes of a .cc file, and of paths that do not start at the project's root.
[[nodiscard]] Findings check_include_style(const SourceTree& tree);

}  // namespace lastwrite::tidy

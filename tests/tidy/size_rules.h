// How long files and lines may be, and what every folder and file must have.
#pragma once

#include <string>

#include "tests/tidy/finding.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

inline constexpr int kSourceLines = 400;  // .cc and the script dev
inline constexpr int kHeaderLines = 200;
inline constexpr int kReadmeLines = 60;
inline constexpr int kColumns = 110;

/// Lines of each file. `exceptions` is the path of a table in the tree: "path lines reason" each.
[[nodiscard]] Findings check_sizes(const SourceTree& tree, const std::string& exceptions);
/// Columns of each line, in code points. Free in Markdown: tables, fenced blocks, lines with an
/// address.
[[nodiscard]] Findings check_columns(const SourceTree& tree);
/// Every text ends with a newline and holds no tab (tab-separated data may) and no carriage return.
[[nodiscard]] Findings check_characters(const SourceTree& tree);
/// Every folder with sources has a README.md of at most kReadmeLines.
[[nodiscard]] Findings check_readmes(const SourceTree& tree);

}  // namespace lastwrite::tidy

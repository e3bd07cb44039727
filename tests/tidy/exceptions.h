// A table of named exceptions from a rule: a path, a value where the rule has one, and a reason,
// each line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/tidy/finding.h"
#include "tests/tidy/source_tree.h"

namespace lastwrite::tidy {

struct Exception {
  int line = 0;
  std::vector<std::string> words;  // behind the path
};

/// path → exception, from the table at `path` in the tree. A missing table is empty; a line without
/// a reason (fewer than `words` words behind its path), or about a file that is not there, is a
/// finding.
[[nodiscard]] std::map<std::string, Exception> read_exceptions(const SourceTree& tree,
                                                               const std::string& path,
                                                               std::size_t words,
                                                               Findings& findings);

}  // namespace lastwrite::tidy

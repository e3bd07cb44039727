// The project's Markdown files, and the program they speak of: what every check of documents works
// on. Threading: one thread.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lastwrite::docs {

/// $LASTWRITE_SOURCE_DIR, without a slash at its end. Fails the test program when it is not set.
[[nodiscard]] std::string source_root();

/// Every Markdown file below the root, by its path relative to it: "scenarios/README.md" → its
/// text. Build trees, run directories and what belongs to tools are left out.
[[nodiscard]] const std::map<std::string, std::string>& documents();

/// Whether a path relative to the root is there.
[[nodiscard]] bool exists(const std::string& path);

/// Whether a folder ("" or "scenarios/") or one below it has the file `path`.
[[nodiscard]] bool exists_below(const std::string& folder, const std::string& path);

/// The text of a file relative to the root; "" when it is not there.
[[nodiscard]] std::string text_of(const std::string& path);

/// Names of the folders below scenarios/ that hold a scenario.yaml.
[[nodiscard]] std::vector<std::string> shipped_scenarios();

/// What `lastwrite ARGUMENTS` prints on standard output.
[[nodiscard]] std::string output_of(const std::string& arguments);

}  // namespace lastwrite::docs

// The table of layers.txt, read: which folder may include which, and which files a heavy library.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/finding.h"

namespace lastwrite::tidy {

/// A library that only some files may include.
struct Library {
  std::string name;
  std::vector<std::string> prefixes;  // of what is included: "boost/asio", "sqlite3.h"
  std::vector<std::string> users;     // patterns of files
};

/// Invariant: no folder may include itself by way of others (checked by parse_layer_table).
struct LayerTable {
  std::map<std::string, std::vector<std::string>> folders;  // folder → what it may include
  std::vector<Library> libraries;

  /// Whether a file of `folder` may include the project's file `target`.
  [[nodiscard]] bool allows(const std::string& folder, std::string_view target) const;
  /// The library that `include` belongs to: the one with the longest prefix.
  [[nodiscard]] const Library* library_of(std::string_view include) const;
};

/// Reads the table. What cannot be read, and every cycle of folders, goes to `findings`, under
/// `path`.
[[nodiscard]] LayerTable parse_layer_table(const std::string& path, std::string_view text,
                                           Findings& findings);

}  // namespace lastwrite::tidy

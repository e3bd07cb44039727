// The #include lines of a C++ file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lastwrite::tidy {

/// #include "region/base/time.h" is {"region/base/time.h", line, false}.
struct Include {
  std::string path;
  int line = 0;
  bool angled = false;
};

/// In the order of the file; those in comments do not count.
[[nodiscard]] std::vector<Include> scan_includes(std::string_view text);

/// Whether an include names a file of this project (by its top folder).
[[nodiscard]] bool is_project_path(std::string_view path);

}  // namespace lastwrite::tidy

// One thing that a tidy check has to say of one file.
//
//   Finding{"region/engine/put_item.cc", 12, "may not include replicator/core"}.text()
//     == "region/engine/put_item.cc:12: may not include replicator/core"
#pragma once

#include <string>
#include <vector>

namespace lastwrite::tidy {

/// `line` counts from 1; 0: the file (or folder) as a whole.
struct Finding {
  std::string path;
  int line = 0;
  std::string what;

  [[nodiscard]] std::string text() const {
    return line == 0 ? path + ": " + what : path + ":" + std::to_string(line) + ": " + what;
  }
};
using Findings = std::vector<Finding>;

/// The findings as text, in the order of the checks.
[[nodiscard]] inline std::vector<std::string> texts(const Findings& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings) result.push_back(finding.text());
  return result;
}

inline void append(Findings& all, const Findings& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace lastwrite::tidy

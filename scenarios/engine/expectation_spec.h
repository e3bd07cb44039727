// One line of `expect`, kept as written; the analysis reads and judges it. Threading: a value.
#pragma once

#include <string>

namespace lastwrite {

/// Equality leaves out the line.
struct ExpectationSpec {
  std::string text;
  int line = 0;  // of the file; 0: it came from the command line
  friend bool operator==(const ExpectationSpec& a, const ExpectationSpec& b) {
    return a.text == b.text;
  }
};

}  // namespace lastwrite

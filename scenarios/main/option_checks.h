// Checks of option values, in the form that CLI11 takes: "" where a value is right, else what is
// wrong.
//
// Threading: pure functions.
#pragma once

#include <string>

namespace lastwrite {

/// A name of a file, of a folder or of something else must say something.
inline std::string not_empty(const std::string& word) {
  return word.empty() ? "it is empty: give it a name" : "";
}

}  // namespace lastwrite

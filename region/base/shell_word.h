// Words of a command line as a shell takes them.
//
//   "lastwrite run demo --set " + shell_word("faults=[]")     // --set 'faults=[]'
//
// Threading: a pure function.
#pragma once

#include <string>
#include <string_view>

namespace lastwrite {

/// The word itself, or in single quotes where a shell would take it apart or make another of it.
std::string shell_word(std::string_view word);

}  // namespace lastwrite

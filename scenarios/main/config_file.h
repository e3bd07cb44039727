// `lastwrite region --config FILE`: options from a file, one to a line, as if they stood there.
//
//   ; a comment
//   name = us-east-1
//   global-tables = true
//
// Threading: reads a file.
#pragma once

#include <string>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

/// `words` (a command line behind the program's name) with the file's options in the place of
/// --config. Of other commands nothing changes. kUsage: the file cannot be read, or a line, named
/// by its number, says no option.
Result<std::vector<std::string>> with_config_file(const std::vector<std::string>& words);

}  // namespace lastwrite

// Reads a small file that somebody named, and nothing else: a device or a pipe may never end.
//
//   Result<std::string> text = read_plain_file("demo/scenario.yaml", 16 << 20);
//
// Errors: kUsage, one sentence with the path: not there, no plain file, longer than `bytes_max`.
// Threading: reads a file.
#pragma once

#include <cstddef>
#include <string>

#include "region/base/result.h"

namespace lastwrite {

Result<std::string> read_plain_file(const std::string& path, std::size_t bytes_max);

}  // namespace lastwrite

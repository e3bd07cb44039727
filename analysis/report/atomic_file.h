// Files that are there whole or not at all: written under a temporary name beside the target, then
// renamed.
#pragma once

#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

/// Replaces `path` by `bytes`. kIo when that fails; then `path` is as it was.
Result<void> write_whole_file(const std::string& path, std::string_view bytes);

/// Gives the finished file `temporary` the name `path`, replacing what was there.
Result<void> publish_file(const std::string& temporary, const std::string& path);

}  // namespace lastwrite

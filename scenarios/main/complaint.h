// How commands say that something went wrong: one line on standard error, safe for terminals, and
// the exit code. Threading: one thread.
#pragma once

#include <string_view>

#include "region/base/error.h"

namespace lastwrite {

/// Prints "lastwrite <command>: <sentence>" and returns what the program must end with.
int complain(std::string_view command, const Error& error);

}  // namespace lastwrite

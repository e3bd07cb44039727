// What no server over this HTTP library and this store can be faster than.
//
// Threading: each call starts and ends what it needs.
#pragma once

#include "bench/api/http_load.h"

namespace lastwrite {

/// Requests that are parsed as JSON and answered with what was parsed: no store, no engine.
LoadResult json_echo_floor(const std::vector<std::string>& requests, const LoadOptions& options);

/// An item and a log row into SQLite, `batch` of them in each transaction: puts in a second.
double sqlite_put_floor(const std::string& file, int batch, Duration time);

}  // namespace lastwrite

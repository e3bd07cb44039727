// Reads all traces of one strategy's run:
// `<run>/trace/<strategy>/<producer>.<incarnation>.lwtrace`.
//
//   Result<History> history = read_history("runs/lost-counter/…/trace/version-check", regions);
//
// A missing or empty directory gives an empty History: the run was interrupted before it began.
// Errors: as read_trace_file(); kUnavailable when `interrupted` said so.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/trace/history.h"
#include "region/base/result.h"

namespace lastwrite {

/// `regions` come first, in this order, in History::regions.
/// `interrupted` is asked now and then.
Result<History> read_history(const std::string& directory, const std::vector<RegionName>& regions,
                             const std::function<bool()>& interrupted = {});

}  // namespace lastwrite

// `lastwrite explain RUN WRITE`: the story of any write of a run.
//
//   Result<std::string> story = explain("runs/lost-counter/latest", "version-check/1234");
//
// Errors: kUsage when there is no such write (says which there are), else as analyse_run().
#pragma once

#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

/// `write`: strategy/operation, as the report prints it; the strategy may be left out when only one
/// ran.
Result<std::string> explain(const std::string& run_directory, std::string_view write);

}  // namespace lastwrite

// Tells what is no run directory apart from one that is damaged. Threading: looks at files.
#pragma once

#include <string>

#include "region/base/result.h"

namespace lastwrite {

/// kUsage: `run` has no manifest.json.
Result<void> check_is_run(const std::string& run);

}  // namespace lastwrite

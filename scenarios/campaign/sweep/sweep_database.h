// sweep.sqlite: the rows of a sweep as tables. The schema: README.md of this folder.
//
// Errors: kIo. Threading: writes one file, whole or not at all.
#pragma once

#include <string>

#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

Result<void> write_sweep_database(const std::string& path, const SweepResult& result);

}  // namespace lastwrite

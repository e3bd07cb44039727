// Lag samples from CSV with a header; the columns: README.md of this folder.
//
//   source,destination,accepted,applied
//   us-east-1,eu-west-1,2026-01-01T00:00:00.000Z,2026-01-01T00:00:00.082Z
//
// Errors: kValidation, "samples.csv:17: …". Threading: pure.
#pragma once

#include <string>
#include <string_view>

#include "analysis/lag_report/lag_input.h"
#include "region/base/result.h"

namespace lastwrite {

/// Adds what `text` holds to `input`; `name` is what errors call it.
Result<void> read_lag_csv(std::string_view text, const std::string& name, LagInput& input);

}  // namespace lastwrite

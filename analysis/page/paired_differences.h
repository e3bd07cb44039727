// Differences between strategies over seeds, where a run has them (`run --sim --seeds N` writes
// over_seeds.json, scenarios/campaign/sweep/over_seeds.h).
#pragma once

#include <string>

#include "analysis/page/json_text.h"

namespace lastwrite {

/// Member `paired` of ReportData, out of the text of over_seeds.json; empty where that is missing,
/// damaged, or has no two strategies.
void write_paired(const std::string& over_seeds, JsonText& json);

}  // namespace lastwrite

// A sweep as JSON, for `--json`:
//
//   {"format": 1, "id", "scenario", "seeds", "cells", "rows": [{"cell", "settings": {path: value},
//    "strategy", "metrics": {name: {"value", "low", "high", "seeds"}}}], "safe_rates": {"target",
//    "axis", "rows": [{"settings", "strategy", "kind", "rate", "low", "high", "theory"}]}}
//
// What is not known is null; times are seconds, shares 0 to 1. Threading: pure.
#pragma once

#include <string>

#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

/// One line, with its end.
std::string sweep_json(const SweepResult& result);

}  // namespace lastwrite

// What a scenario may ask for that a live run cannot do.
//
//   check_live(scenario).error().message == "the fault at 3s, power cut of eu-west-1, …"
//
// Threading: a pure function. Errors: kUsage, one sentence.
#pragma once

#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

Result<void> check_live(const Scenario& scenario);

}  // namespace lastwrite

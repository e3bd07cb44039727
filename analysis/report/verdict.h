// The verdict of a whole run: unknown when it proves nothing, violated when an expectation failed,
// else ok.
#pragma once

#include "analysis/report/summary.h"

namespace lastwrite {

/// Evaluates the manifest's expectations and sets `expectations`, `verdict` and `verdict_reason`.
void reach_verdict(Summary& summary);

}  // namespace lastwrite

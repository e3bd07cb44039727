// Contradictions in a history that only a bug of Lastwrite itself can cause.
#pragma once

#include <string>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

/// Appends one sentence for each: an older version installed over a newer, a newer one discarded, a
/// write that nobody attempted, a version that nobody accepted.
void check_integrity(const History& history, std::vector<std::string>& findings);

}  // namespace lastwrite

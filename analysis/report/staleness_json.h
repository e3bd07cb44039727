// The part of summary.json about staleness, sessions and exposure. Only for .cc files of this
// folder.
#pragma once

#include "analysis/staleness/staleness.h"

namespace boost::json {
class object;
}

namespace lastwrite {

/// `regions`: names for the indices in `numbers`. Threading: pure function.
boost::json::object staleness_json(const StalenessSummary& numbers,
                                   const std::vector<RegionName>& regions);

}  // namespace lastwrite

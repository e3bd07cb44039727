// What each fault met: the changes that were accepted and not yet replicated when it began or
// ended. For a region that is killed, the changes on their way out are what a region lost for good
// would take with it.
//
//   for (const FaultBacklog& fault : fault_backlogs(evidence)) …
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "analysis/lag/lag.h"

namespace lastwrite {

struct FaultBacklog {
  Duration at{0};                    // since `measure` began
  std::string text;                  // as the scenario's fault
  bool begins = false;               // else: it ends
  std::vector<std::string> regions;  // that it concerns; empty: all
  Outstanding
      outgoing;  // accepted by these regions, not yet received by a peer (counted for each peer)
  Outstanding incoming;  // accepted by others, not yet received by these
};

/// In the order of time. Requires nothing of the run's end.
std::vector<FaultBacklog> fault_backlogs(const Evidence& evidence);

}  // namespace lastwrite

// Plays a whole history to an online ledger, in the order of time.
//
//   OnlineSummary summary = feed_online(history, think);
//
// Threading: a pure function.
#pragma once

#include "analysis/online/online_summary.h"
#include "analysis/trace/history.h"

namespace lastwrite {

/// `think`: how long before a write what it derives from was read.
OnlineSummary feed_online(const History& history, Duration think);

}  // namespace lastwrite

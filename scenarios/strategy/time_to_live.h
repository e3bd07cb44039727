// When the item of a write is to expire.
//
//   expire_at(put of {…}, WallTime of 12:00:03.7)     put of {…, ttl: 12:00:03 as epoch seconds}
//
// DynamoDB wants whole seconds since the epoch, and lets an item live until that second is over.
// Rounded down, a life is therefore never shorter than asked for and less than a second longer.
// Threading: pure functions.
#pragma once

#include "region/base/time.h"
#include "scenarios/strategy/attempt.h"

namespace lastwrite {

/// The attribute that tables of a workload with a time to live have for it.
inline constexpr char kTimeToLiveAttribute[] = "ttl";

/// A delete is left as it is.
void expire_at(WriteRequest& request, WallTime when);

}  // namespace lastwrite

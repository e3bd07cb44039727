// A task that deletes: what the strategy would have written, as a delete of the same item on the
// same condition.
//
//   delete_instead(put of version 8 on `version = 7`)     delete on `version = 7`
//
// Threading: a pure function.
#pragma once

#include "scenarios/strategy/attempt.h"

namespace lastwrite {

/// `key`: that of the item which `request` writes.
DeleteItemInput delete_instead(const WriteRequest& request, Item key);

}  // namespace lastwrite

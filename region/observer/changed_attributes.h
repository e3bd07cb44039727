// Which attributes a write changed: those that it added, removed or gave another value, against the
// version that it found in its region. The key is none of them.
//
//   found {orderId: 17, city: Rome, count: 3}, written {orderId: 17, city: Rome, count: 4} → count
//
// For a write that was computed from an older version than the one it found (nothing checked that)
// the difference is still against what it found: what it undid by its ignorance counts as changed.
// Cost: one walk over both items, so only for observers that want it. Threading: pure function.
#pragma once

#include <string>
#include <vector>

#include "region/observer/observer.h"

namespace lastwrite {

/// In byte order. Empty where the event does not say what was found (no key schema).
std::vector<std::string> changed_attributes(const AcceptEvent& event);

}  // namespace lastwrite

// Waiting for something that another process does: a condition and a deadline, never a fixed time.
#pragma once

#include <functional>

#include "region/base/time.h"

namespace lastwrite {

/// Asks `condition` again and again until it holds. False: it did not within `patience`.
bool wait_until(const std::function<bool()>& condition, Duration patience);

}  // namespace lastwrite

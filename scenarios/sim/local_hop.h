// How far a simulated client is from its own region. Threading: a constant.
#pragma once

#include "region/base/time.h"

namespace lastwrite {

/// One way between a client and its own region. About what a live region on the same host takes
/// (ARCHITECTURE.md, "Known limits"); without it a closed loop of no pause would stand still.
inline constexpr Duration kLocalHop = 250us;

}  // namespace lastwrite

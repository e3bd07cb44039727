// What the program ends with.
#pragma once

#include "region/base/error.h"

namespace lastwrite {

inline constexpr int kExitOk = 0;        // done; a run's verdict is ok
inline constexpr int kExitViolated = 1;  // a run's verdict is violated
inline constexpr int kExitUnknown = 2;   // a run's verdict is unknown, or something broke
inline constexpr int kExitUsage = 3;     // what was asked for cannot be meant

inline int exit_code_of(const Error& error) {
  return error.code == ErrorCode::kUsage || error.code == ErrorCode::kValidation ? kExitUsage
                                                                                 : kExitUnknown;
}

}  // namespace lastwrite

// Whether this is a build under the thread sanitizer. Each byte that passes through the libraries
// it cannot see into is a race to it that it must look up and suppress: tests of large amounts take
// a part of them there.
#pragma once

#include <cstdint>

namespace lastwrite {

#ifdef __SANITIZE_THREAD__
inline constexpr bool kUnderThreadSanitizer = true;
#else
inline constexpr bool kUnderThreadSanitizer = false;
#endif

}  // namespace lastwrite

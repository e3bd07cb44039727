// How the parts of a History refer to one another: by index. Threading: a constant.
#pragma once

#include <cstdint>

namespace lastwrite {

/// "No such index".
inline constexpr std::uint32_t kAbsent = 0xffffffff;

}  // namespace lastwrite

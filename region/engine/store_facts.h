// The names of the facts that say whose store it is.
#pragma once

namespace lastwrite {

inline constexpr char kRegionFact[] = "region";
inline constexpr char kGenerationFact[] = "generation";

}  // namespace lastwrite

// A range within a value: FROM..TO:logN or FROM..TO:linN, N points from FROM to TO, both exact.
//
//   expand_range("50ms..2s:log4")          {"50ms", "171ms", "584.8ms", "2s"}
//   expand_range("poisson(1/s..8/s:log4)") {"poisson(1/s)", "poisson(2/s)", …}
//   expand_range("1..64:log7")             {"1", "2", "4", …}: whole ends give whole points
//   expand_range("0.0..1.0:lin3")          {"0.0", "0.5", "1.0"}
//   expand_range("5s")                     {"5s"}
//
// FROM and TO are durations, rates (/s /min /h), percentages, ppm, sizes, bandwidths or plain
// numbers, both of one kind. The ends stay as written; the points between are rounded to four
// digits and written in the unit of FROM. `log` is for what is above 0: equal ratios; `lin` has
// equal steps. Errors: kUsage, one sentence. Threading: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

inline constexpr std::size_t kRangePointsMax = 10'000;

Result<std::vector<std::string>> expand_range(std::string_view text);

}  // namespace lastwrite

// An axis of a sweep: a dotted path of the scenario and the values that it takes, one after
// another.
//
//   parse_axis("network.pipeline=50ms..2s:log4")             50ms, 171ms, 584.8ms, 2s
//   parse_axis("workload.arrivals=poisson(1/s),poisson(5/s)")  two values
//   parse_axis("workload.arrivals=poisson(1/s..8/s:log4)")   poisson(1/s), poisson(2/s), …
//   parse_axis("duration=5s")                                one value: a plain --set
//
// A list is split at its commas, but not at those within brackets, braces, parentheses or quotes.
// Each of its elements may hold one range; the grammar of ranges: scenarios/campaign/sweep/range.h.
// Errors: kUsage, one sentence that begins with --set and the path. Threading: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

/// Invariants: `path` is not empty; at least one value, no two the same, none with a line break.
struct Axis {
  std::string path;
  std::vector<std::string> values;

  /// One value is no axis but a setting.
  bool varies() const { return values.size() > 1; }
  friend bool operator==(const Axis&, const Axis&) = default;
};

Result<Axis> parse_axis(std::string_view set);

}  // namespace lastwrite

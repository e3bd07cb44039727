// The stamp of a version and the total order in which the last writer wins: time, then counter,
// then region name. README.md of this folder says why and what the real service leaves
// undocumented.
//
//   Stamp a{.time = WallTime{100}, .counter = 0, .region = RegionName("eu-west-1")};
//   a < Stamp{.time = WallTime{100}, .counter = 0, .region = RegionName("us-east-1")}
//
// A stamp also names the version: no two accepted writes of one run share one. Threading: values.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "region/base/ids.h"
#include "region/base/time.h"

namespace lastwrite {

struct Stamp {
  WallTime time;
  std::uint32_t counter = 0;
  RegionName region;  // the origin

  // Member order is the order of comparison.
  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

/// "1767225600.123456789+2@eu-west-1", for people.
std::string stamp_text(const Stamp& stamp);

}  // namespace lastwrite

// A partial link setting, for scenario files and faults: what is set replaces, what is not stays.
//
//   LinkChange slow{.latency = Distribution::fixed(300ms)};
//   LinkSpec now = changed(base, slow);
//
// Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "region/base/ids.h"
#include "replicator/link/link_spec.h"

namespace lastwrite {

struct LinkChange {
  std::optional<Distribution> latency = {};
  std::optional<Distribution> pipeline = {};
  std::optional<Duration> jitter = {};
  std::optional<std::uint32_t> loss_ppm = {};
  std::optional<Duration> retransmit = {};
  std::optional<std::uint32_t> duplicate_ppm = {};
  std::optional<std::uint32_t> reorder_ppm = {};
  std::optional<std::uint64_t> bytes_per_second = {};
  bool paused = false;       // true sets it; false leaves it
  bool partitioned = false;  // likewise

  friend bool operator==(const LinkChange&, const LinkChange&) = default;
};

LinkSpec changed(LinkSpec base, const LinkChange& change);

using LinkPair = std::pair<RegionName, RegionName>;  // (from, to)

/// One direction of one or several links. The name "*" stands for any region.
struct LinkEnds {
  RegionName from{"*"};
  RegionName to{"*"};

  bool match(const RegionName& source, const RegionName& destination) const {
    return (from.text == "*" || from == source) && (to.text == "*" || to == destination);
  }
  friend bool operator==(const LinkEnds&, const LinkEnds&) = default;
};

}  // namespace lastwrite

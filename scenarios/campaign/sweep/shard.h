// A part of a sweep's cells: shard 3 of 8 has the cells 2, 10, 18, … (counted from 0). The shards 1
// to n together have every cell exactly once, and neighbours, which take about equally long, go to
// different shards.
//
//   Shard shard = parse_shard("3/8").value();
//   shard.has(10) == true
//
// Errors: kUsage. Threading: a value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

inline constexpr std::size_t kShardsMax = 100'000;

/// Invariant: 1 <= index <= count <= kShardsMax.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;

  bool has(std::size_t cell) const { return cell % count == index - 1; }
  bool whole() const { return count == 1; }
  /// "3/8".
  std::string text() const { return fmt::format("{}/{}", index, count); }
  friend bool operator==(const Shard&, const Shard&) = default;
};

Result<Shard> parse_shard(std::string_view text);

}  // namespace lastwrite

// What a sweep is: everything that its rows depend on. The first line of each of its files holds
// it, as JSON behind "# ":
//
//   # {"lastwrite_sweep": 1, "id": "9f86d081884c7d65", "version": "0.1.0", "scenario":
//   "lost-counter",
//      "question": …, "sets": ["duration=5s"], "axes": [{"path", "values": […]}], "strategies":
//      […], "first_seed": 1, "seeds": 10, "metrics": […]}
//
// `id` is a hash over the resolved scenario of every cell, the axes, seeds, metrics and the version
// of Lastwrite: two sweeps with one id give the same rows. Cells are counted from 0; the strategy
// changes fastest, then the last axis.
//
// Errors: kCorrupt (no JSON, a field is missing), kProtocol (another format number). Threading: a
// value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"
#include "scenarios/campaign/sweep/axis.h"

namespace lastwrite {

/// Invariants: every axis varies; strategies and metrics are not empty; seeds >= 1.
struct SweepHeader {
  std::string id;
  std::string version;
  std::string scenario;
  std::string question;
  std::vector<std::string> sets;  // plain ones, as typed
  std::vector<Axis> axes;
  std::vector<std::string> strategies;
  std::uint64_t first_seed = 1;
  std::uint64_t seeds = 1;
  std::vector<std::string> metrics;

  std::size_t combinations() const;
  std::size_t cells() const { return combinations() * strategies.size(); }
  /// The value of each axis in a combination, and in a cell.
  std::vector<std::string> values(std::size_t combination) const;
  std::vector<std::string> settings(std::size_t cell) const {
    return values(cell / strategies.size());
  }
  const std::string& strategy(std::size_t cell) const {
    return strategies[cell % strategies.size()];
  }
  friend bool operator==(const SweepHeader&, const SweepHeader&) = default;
};

/// One line, without "# ".
std::string header_json(const SweepHeader& header);
Result<SweepHeader> parse_header_json(std::string_view json);

}  // namespace lastwrite

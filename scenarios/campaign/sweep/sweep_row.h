// The row of one cell, and its line in CSV:
//
//   cell, one column for each axis (its path), strategy, seeds, regions, rate_per_key_per_s,
//   theory_lag_s, and for each metric: NAME, NAME_low, NAME_high, NAME_seeds
//
// Numbers are in the shortest form that reads back as the same double; times are seconds, shares 0
// to 1; what is not known is empty. So parse_row(row_line(row)) == row, and rows can go through
// files, pipes and merges without a change. Errors: kCorrupt (not a row of this sweep, or a column
// without the finite number that belongs there). Threading: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"
#include "scenarios/campaign/sweep/estimate.h"
#include "scenarios/campaign/sweep/sweep_header.h"

namespace lastwrite {

struct SweepRow {
  std::size_t cell = 0;
  std::vector<std::string> settings;  // of the header's axes
  std::string strategy;
  std::uint64_t seeds = 0;
  std::uint64_t regions = 0;
  /// Tasks per second, key (the mean of all) and region; nullopt: closed loop.
  std::optional<double> rate_per_key;
  /// The mean one-way lag, where theory knows a safe rate for this cell (safe_rate.h).
  std::optional<double> theory_lag_s;
  std::vector<Estimate> metrics;  // of the header's metrics

  friend bool operator==(const SweepRow&, const SweepRow&) = default;
};

std::string row_columns(const SweepHeader& header);  // the first line of rows.csv
std::string row_line(const SweepRow& row);
Result<SweepRow> parse_row(std::string_view line, const SweepHeader& header);

/// A double as rows hold it; "" for none.
std::string number_text(std::optional<double> number);

}  // namespace lastwrite

// The safe write rate per key: how many writes per second, key and region keep LostUpdateRate at or
// below a target.
//
// Needs an axis that varies the rate. For every combination of the other axes, and every strategy,
// the cells are put in order of their rate, and the rate at which the loss first crosses the target
// is interpolated between its neighbours: along a power law where both losses are above 0 (at
// small rates loss is proportional to rate), else along a straight line. `low` and `high` come from
// the upper and lower ends of the losses' 95 % intervals in the same way.
//
// Theory beside it: λ <= p / ((N − 1) L) for N regions, Poisson arrivals, uniform keys, constant
// one-way lag L and exact clocks, no faults, and a target small against 1: a write is lost if
// another region accepts one within the lag. It speaks of what is lost to *other regions*, so only
// of strategies that lose nothing locally: blind-put, atomic-add, and the version checks when
// clients do not think between reading and writing. With unequal lags L is their mean.
//
// With zipfian or hot keys the rate is the mean over keys, and there is no theory. Errors: kUsage.
// Threading: pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/report/manifest.h"
#include "scenarios/campaign/sweep/sweep_row.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

enum class SafeRateKind : std::uint8_t {
  kCrossing,  // `rate` is where the loss crosses the target
  kAbove,     // no loss above the target up to the highest rate: `rate`, and it may be more
  kBelow,     // a loss above the target at the lowest rate already: less than `rate`
  kUnknown,   // no cell of the group has a loss
};

struct SafeRate {
  std::size_t first_cell = 0;         // of those that were compared
  std::vector<std::string> settings;  // of the header's axes; that of the rate axis is empty
  std::string strategy;
  SafeRateKind kind = SafeRateKind::kUnknown;
  double rate = 0;             // per second, key and region
  std::optional<double> low;   // only for kCrossing; absent: beyond the rates that were tried
  std::optional<double> high;  // likewise
  std::optional<double> theory;
};

struct SafeRates {
  double target = 0;  // 0 to 1
  std::string axis;   // the path that varies the rate
  std::vector<SafeRate> rows;
};

/// Whether there is something to interpolate along: kUsage says what is missing.
Result<void> check_safe_rate(const SweepHeader& header);

/// Requires: check_safe_rate(header); rows in order of cells.
SafeRates safe_rates(const SweepHeader& header, const std::vector<SweepRow>& rows, double target);

/// The L of the theory, in seconds; nullopt where the theory does not speak of the cell.
std::optional<double> theory_lag(const Scenario& scenario, StrategyKind strategy,
                                 const Manifest& manifest);

}  // namespace lastwrite

// Whether a live run and simulated ones of the same scenario tell the same: how far apart their
// delivery lags are, and whether they lose as much.
//
//   ParitySide live, simulated;
//   live.add(*strategy_run);                 // for each strategy
//   for (…) simulated.add(*judged.run);      // for each strategy and seed
//   ParityReport report = compare_sides(live, simulated);
//
// Judged are the losses alone. A live run adds its own work to every lag (some tenths of a
// millisecond on one idle host), so that lags of narrow distributions lie apart: that is told, and
// no failure.
//
// Losses: a two-proportion z-test of the LostUpdateRates at 5 % for all strategies together
// (Bonferroni). Writes are not independent trials: the numbers of writes are divided by the design
// effect, the greatest of three estimates: over items in the live run, over items in the simulated
// runs, and between the simulated runs (five at least). The 95 % intervals are Wilson's with the
// same design effect. Threading: values.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/report/strategy_run.h"
#include "analysis/report/summary.h"

namespace lastwrite {

/// What one runtime showed, in one run or several.
struct ParitySide {
  struct Losses {
    std::vector<Interval> runs;
    bool converged = true;
  };
  std::map<std::pair<RegionName, RegionName>, std::vector<Duration>> lags;  // (from, to)
  std::map<std::string, Losses> losses;                                     // by strategy

  void add(const StrategyRun& run);
};

struct LagParity {
  RegionName from;
  RegionName to;
  std::size_t live_count = 0;
  std::size_t sim_count = 0;
  Duration live_median{0};
  Duration sim_median{0};
  double distance = 0;  // Kolmogorov–Smirnov
  double critical = 1;  // at 5 %
};

struct LossParity {
  std::string strategy;
  Interval live;
  Interval simulated;
  double z = 0;
  double critical = 0;                  // of |z|
  Verdict outcome = Verdict::kUnknown;  // ok: they agree
  std::string why;                      // of unknown
};

struct ParityReport {
  std::vector<LossParity> losses;
  std::vector<LagParity> lags;  // pairs of which both have samples
  /// violated if any strategy disagrees, else unknown if any is, else ok.
  Verdict verdict = Verdict::kUnknown;
};

/// One row for each strategy that either side has.
ParityReport compare_sides(const ParitySide& live, const ParitySide& simulated);

/// For terminals, of at most 100 columns.
std::string parity_text(const ParityReport& report);
/// {"verdict", "losses": [{"strategy", "live", "simulated", "z", …}], "lags": […]}; times in ns.
std::string parity_json(const ParityReport& report);

}  // namespace lastwrite

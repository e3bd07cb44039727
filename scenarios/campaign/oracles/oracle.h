// One thing that a simulation must reproduce: a scenario with settings, and numbers of it with what
// they must be.
//
//   for (const OracleCase& one : oracle_cases()) {
//     Result<std::vector<OracleRow>> rows = measure(one, {.load = load, .seeds = 5});
//   }
//
// Threading: one thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/summary.h"
#include "scenarios/campaign/sweep/estimate.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// What one run says to a question: a share of writes, or a plain number between 0 and 1.
struct OracleAnswer {
  std::optional<Interval> share = {};
  std::optional<double> number = {};
};

struct OracleQuestion {
  std::string what;      // "lost", "discarded on arrival"
  double expected = 0;   // 0 to 1
  double tolerance = 0;  // of the reference itself
  std::function<OracleAnswer(const StrategySummary&)> ask;
};

struct OracleCase {
  std::string table;     // rows of one table stand together
  std::string setting;   // "ρ = 0.3, N = 2"
  std::string scenario;  // a shipped one's name
  std::vector<std::string> sets;
  std::string strategy;
  std::vector<OracleQuestion> questions;
  /// Ask for the closed forms of theory.h instead: their rows bring expected values of their own.
  bool closed_forms = false;
};

struct OracleRow {
  std::string table;
  std::string setting;
  std::string what;
  double expected = 0;
  double tolerance = 0;
  Estimate measured;
  bool holds = false;
};

struct OracleOptions {
  /// Loads a shipped scenario with "path=value" settings.
  std::function<Result<Scenario>(const std::string& name, const std::vector<std::string>& sets)>
      load;
  std::uint32_t seeds = 5;
  std::function<bool()> interrupted = {};
};

/// All cases, table by table.
std::vector<OracleCase> oracle_cases();

/// Runs one case. Errors: those of loading and of simulate_and_judge().
Result<std::vector<OracleRow>> measure(const OracleCase& one, const OracleOptions& options);

/// Whether `measured` agrees with what is expected (README.md of this folder).
bool agrees(const Estimate& measured, double expected, double tolerance);

}  // namespace lastwrite

// The lag report for people and for machines.
//
//   std::cout << lag_text(report, {.colour = true, .columns = 100});
//
// Threading: pure functions.
#pragma once

#include <string>

#include "analysis/lag_report/lag_report.h"
#include "analysis/report/terminal.h"

namespace lastwrite {

/// A table, at most `style.columns` wide, with intervals below the percentiles, and what it means.
std::string lag_text(const LagReport& report, TerminalStyle style);

/// JSON (README.md of this folder tells its members). Times are milliseconds.
std::string lag_json(const LagReport& report);

}  // namespace lastwrite

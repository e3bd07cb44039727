// The report on the terminal: six sections, at most `columns` wide.
//
//   std::cout << render_terminal(summary, {.colour = isatty(1) != 0, .columns = 100});
//
// Plain text unless colour is asked for. Threading: pure functions.
#pragma once

#include <string>

#include "analysis/report/summary.h"

namespace lastwrite {

struct TerminalStyle {
  bool colour = false;
  int columns = 100;  // 80 at least: narrower tables are not attempted
};

std::string render_terminal(const Summary& summary, TerminalStyle style);

}  // namespace lastwrite

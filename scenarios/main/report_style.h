// How reports look on this terminal, and what a verdict is as an exit code.
#pragma once

#include "analysis/report/summary.h"
#include "analysis/report/terminal.h"

namespace lastwrite {

/// Colour on a terminal only, and never with NO_COLOR set or TERM=dumb; at most 100 columns, at
/// least 80.
TerminalStyle terminal_style();

int exit_code_of(Verdict verdict);

}  // namespace lastwrite

// The sections of the terminal report, one function each; empty text: the section does not apply.
#pragma once

#include <string>

#include "analysis/report/terminal.h"

namespace lastwrite {

std::string strategy_section(const Summary& summary, TerminalStyle style);
std::string fate_section(const Summary& summary, TerminalStyle style);
std::string lag_section(const Summary& summary, TerminalStyle style);
std::string trajectory_section(const Summary& summary, TerminalStyle style);
std::string fault_section(const Summary& summary, TerminalStyle style);
std::string convergence_section(const Summary& summary, TerminalStyle style);
std::string staleness_section(const Summary& summary, TerminalStyle style);
std::string theory_section(const Summary& summary, TerminalStyle style);
std::string verdict_section(const Summary& summary, TerminalStyle style);

}  // namespace lastwrite

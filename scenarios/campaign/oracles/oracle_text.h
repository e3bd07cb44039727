// Oracle rows as a table for a terminal of 100 columns, and as JSON for machines.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/terminal.h"
#include "scenarios/campaign/oracles/oracle.h"

namespace lastwrite {

std::string oracle_text(const std::vector<OracleRow>& rows, TerminalStyle style);

/// [{"table", "setting", "what", "expected", "tolerance", "measured", "low", "high", "holds"}].
std::string oracle_json(const std::vector<OracleRow>& rows);

}  // namespace lastwrite

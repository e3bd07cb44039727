// summary.json: the tables of the report as data. Format: README.md of this folder.
#pragma once

#include <string>

#include "analysis/report/summary.h"

namespace lastwrite {

std::string summary_json(const Summary& summary);

}  // namespace lastwrite

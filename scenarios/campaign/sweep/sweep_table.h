// A sweep as a table for terminals: a row for each cell, and below it the safe rates.
//
//   pipeline  strategy       lost_update_rate (95 %)  converged  acknowledged
//   50ms      version-check  4.1 % (3.6–4.7)          10/10      1203
//
// Metrics that do not fit into `columns` are left out, and it says so. Threading: pure.
#pragma once

#include <string>

#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

std::string sweep_table(const SweepResult& result, std::size_t columns);

}  // namespace lastwrite

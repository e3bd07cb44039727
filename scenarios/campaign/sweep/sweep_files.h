// What a sweep leaves in its folder beside its part:
//
//   rows.csv         a line for each cell, in order: the columns of sweep_row.h
//   sweep.sqlite     the same as tables (README.md of this folder)
//   safe_rates.csv   only with a target loss
//
// Each is replaced whole or not at all. rows.csv is the same, byte for byte, however many processes
// made the rows. Errors: kIo. Threading: writes files.
#pragma once

#include <string>

#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

Result<void> write_sweep_files(const std::string& folder, const SweepResult& result);

/// The text of rows.csv, and of safe_rates.csv.
std::string rows_csv(const SweepResult& result);
std::string safe_rates_csv(const SweepHeader& header, const SafeRates& rates);

/// "crossing", "above", "below", "unknown": how safe_rates.csv calls them.
std::string_view safe_rate_kind_name(SafeRateKind kind);

}  // namespace lastwrite

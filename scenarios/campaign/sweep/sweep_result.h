// The rows of a sweep, read back from their lines, with what follows from them. Everything that is
// shown or written of a sweep is made from this, whether one process or many made the rows.
//
//   Result<SweepResult> result = sweep_result(header, part.rows(), 0.01);
//
// Threading: values.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/campaign/sweep/part_file.h"
#include "scenarios/campaign/sweep/safe_rate.h"
#include "scenarios/campaign/sweep/sweep_row.h"

namespace lastwrite {

struct SweepResult {
  SweepHeader header;
  std::vector<SweepRow> rows;  // in order of cells; fewer than header.cells() when not complete
  std::optional<SafeRates> safe;
};

/// `target_loss`, 0 to 1, asks for safe rates. Errors: kCorrupt; kUsage as check_safe_rate().
Result<SweepResult> sweep_result(const SweepHeader& header, const RowLines& lines,
                                 std::optional<double> target_loss);

}  // namespace lastwrite

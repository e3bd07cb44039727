#include "scenarios/campaign/sweep/sweep_result.h"

namespace lastwrite {

Result<SweepResult> sweep_result(const SweepHeader& header, const RowLines& lines,
                                 std::optional<double> target_loss) {
  SweepResult result{header, {}, {}};
  for (const auto& [cell, line] : lines) {
    Result<SweepRow> row = parse_row(line, header);
    if (!row) return propagate(row);
    result.rows.push_back(*std::move(row));
  }
  if (target_loss) {
    if (const auto checked = check_safe_rate(header); !checked) return propagate(checked);
    result.safe = safe_rates(header, result.rows, *target_loss);
  }
  return result;
}

}  // namespace lastwrite

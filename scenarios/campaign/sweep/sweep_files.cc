#include "scenarios/campaign/sweep/sweep_files.h"

#include <filesystem>

#include "analysis/report/atomic_file.h"
#include "scenarios/campaign/sweep/csv_line.h"
#include "scenarios/campaign/sweep/sweep_database.h"
#include "scenarios/engine/folders.h"

namespace lastwrite {

std::string_view safe_rate_kind_name(SafeRateKind kind) {
  switch (kind) {
    case SafeRateKind::kCrossing:
      return "crossing";
    case SafeRateKind::kAbove:
      return "above";
    case SafeRateKind::kBelow:
      return "below";
    case SafeRateKind::kUnknown:
      break;
  }
  return "unknown";
}

std::string rows_csv(const SweepResult& result) {
  std::string text = row_columns(result.header) + "\n";
  for (const SweepRow& row : result.rows) text += row_line(row) + "\n";
  return text;
}

std::string safe_rates_csv(const SweepHeader& header, const SafeRates& rates) {
  std::vector<std::string> names;
  for (const Axis& axis : header.axes) {
    if (axis.path != rates.axis) names.push_back(axis.path);
  }
  names.insert(names.end(),
               {"strategy", "target_loss", "kind", "rate_per_key_per_s", "low", "high", "theory"});
  std::string text = csv_line(names) + "\n";
  for (const SafeRate& rate : rates.rows) {
    std::vector<std::string> fields;
    for (std::size_t i = 0; i < header.axes.size(); ++i) {
      if (header.axes[i].path != rates.axis) fields.push_back(rate.settings[i]);
    }
    const bool known = rate.kind != SafeRateKind::kUnknown;
    fields.insert(fields.end(),
                  {rate.strategy, number_text(rates.target),
                   std::string(safe_rate_kind_name(rate.kind)), known ? number_text(rate.rate) : "",
                   number_text(rate.low), number_text(rate.high), number_text(rate.theory)});
    text += csv_line(fields) + "\n";
  }
  return text;
}

Result<void> write_sweep_files(const std::string& folder, const SweepResult& result) {
  const std::filesystem::path base(folder);
  if (const auto made = make_folder(folder); !made) return made;
  const Result<void> rows = write_whole_file(base / "rows.csv", rows_csv(result));
  if (!rows) return rows;
  if (result.safe) {
    const Result<void> safe =
        write_whole_file(base / "safe_rates.csv", safe_rates_csv(result.header, *result.safe));
    if (!safe) return safe;
  }
  return write_sweep_database((base / "sweep.sqlite").string(), result);
}

}  // namespace lastwrite

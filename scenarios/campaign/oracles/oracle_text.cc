#include "scenarios/campaign/oracles/oracle_text.h"

#include <algorithm>

#include <boost/json.hpp>

#include "analysis/report/terminal_words.h"
#include "analysis/report/text_table.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

std::string percent(double share) {
  return fmt::format("{:.2f} %", 100 * share);
}

std::string measured_text(const Estimate& estimate) {
  if (!estimate.value) return "–";
  if (!estimate.low) return percent(*estimate.value);
  return fmt::format("{} ({:.2f}–{:.2f})", percent(*estimate.value), 100 * *estimate.low,
                     100 * *estimate.high);
}

json::value optional(const std::optional<double>& value) {
  return value ? json::value(*value) : json::value(nullptr);
}

}  // namespace

std::string oracle_text(const std::vector<OracleRow>& rows, TerminalStyle style) {
  std::string out;
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(),
                                  [&](const OracleRow& row) { return row.table != begin->table; });
    TextTable table({{"setting", Align::kLeft},
                     {"number", Align::kLeft},
                     {"expected"},
                     {"measured (95 % interval)"},
                     {"", Align::kLeft}});
    for (auto row = begin; row != end; ++row) {
      const bool first = row == begin || row->setting != (row - 1)->setting;
      const std::string mark =
          painted(row->holds ? "✓" : "✗", row->holds ? Paint::kGood : Paint::kBad, style);
      const std::string expected =
          row->tolerance >= 0.001
              ? fmt::format("{:.2f} ± {:.1f} %", 100 * row->expected, 100 * row->tolerance)
              : percent(row->expected);
      table.add(
          {first ? row->setting : "", row->what, expected, measured_text(row->measured), mark});
    }
    out += painted(begin->table, Paint::kBold, style) + "\n" +
           table.text(static_cast<std::size_t>(style.columns)) + "\n";
    begin = end;
  }
  return out;
}

std::string oracle_json(const std::vector<OracleRow>& rows) {
  json::array out;
  for (const OracleRow& row : rows) {
    out.push_back(json::object{{"table", row.table},
                               {"setting", row.setting},
                               {"what", row.what},
                               {"expected", row.expected},
                               {"tolerance", row.tolerance},
                               {"measured", optional(row.measured.value)},
                               {"low", optional(row.measured.low)},
                               {"high", optional(row.measured.high)},
                               {"holds", row.holds}});
  }
  return json::serialize(out) + "\n";
}

}  // namespace lastwrite

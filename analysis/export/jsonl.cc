// JSON Lines (jsonlines.org): one object to a line; members in the order of the columns.
#include "analysis/export/formats.h"
#include "analysis/export/records.h"
#include "region/base/json_text.h"

namespace lastwrite {
namespace {

std::string value_text(const RecordCell& cell) {
  if (const auto* truth = std::get_if<bool>(&cell)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return json_text(*text);
  return "null";
}

}  // namespace

Result<void> export_jsonl(const ExportView& view, ExportTarget& target, const std::string& table) {
  for (const RecordTable& one : record_tables()) {
    if (!table.empty() && one.name != table) continue;
    ExportSink& out = target.file(fmt::format("{}.jsonl", one.name));
    one.each(view, [&](const Record& record) {
      std::string line;
      for (std::size_t c = 0; c < record.size(); ++c) {
        line +=
            fmt::format("{}\"{}\":{}", c == 0 ? "{" : ",", one.columns[c], value_text(record[c]));
      }
      out.write(line + "}\n");
    });
  }
  return {};
}

}  // namespace lastwrite

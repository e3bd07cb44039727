// CSV as in RFC 4180, with a header; lines end with a line feed alone. Nothing is an empty field.
#include <fmt/ranges.h>

#include "analysis/export/formats.h"
#include "analysis/export/records.h"

namespace lastwrite {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos && !text.empty()) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string field(const RecordCell& cell) {
  if (const auto* truth = std::get_if<bool>(&cell)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&cell)) return quoted(*text);
  return "";
}

}  // namespace

Result<void> export_csv(const ExportView& view, ExportTarget& target, const std::string& table) {
  for (const RecordTable& one : record_tables()) {
    if (!table.empty() && one.name != table) continue;
    ExportSink& out = target.file(fmt::format("{}.csv", one.name),
                                  fmt::format("{}\n", fmt::join(one.columns, ",")));
    one.each(view, [&out](const Record& record) {
      std::string line;
      for (const RecordCell& cell : record) line += field(cell) + ",";
      line.back() = '\n';
      out.write(line);
    });
  }
  return {};
}

}  // namespace lastwrite

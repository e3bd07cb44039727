// The records that CSV and JSON Lines hold: three tables with typed cells.
//
//   for (const RecordTable& table : record_tables())
//     table.each(view, [&](const Record& record) { record[0]; });   // by table.columns
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <absl/functional/function_ref.h>

#include "analysis/export/export_view.h"

namespace lastwrite {

/// Nothing, a truth, a whole number, a text.
using RecordCell = std::variant<std::monostate, bool, std::int64_t, std::string>;
using Record = std::vector<RecordCell>;

struct RecordTable {
  std::string_view name;  // "writes"
  std::vector<std::string_view> columns;
  void (*each)(const ExportView& view, absl::FunctionRef<void(const Record&)> visit);
};

/// writes, reads, replication.
const std::vector<RecordTable>& record_tables();

}  // namespace lastwrite

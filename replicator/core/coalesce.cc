#include "replicator/core/coalesce.h"

#include <map>
#include <utility>

namespace lastwrite {

std::vector<std::uint64_t> coalesce(
    std::vector<ChangeRecord>& records,
    absl::FunctionRef<void(const ChangeRecord& stale, const ChangeRecord& newer)> told) {
  std::map<std::pair<TableName, ItemKey>, std::size_t> newest_of;
  for (std::size_t i = 0; i < records.size(); ++i)
    newest_of[{records[i].table, records[i].key}] = i;

  std::vector<std::size_t> newest;
  for (const ChangeRecord& record : records)
    newest.push_back(newest_of.at({record.table, record.key}));

  std::vector<std::uint64_t> removed;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (newest[i] == i) continue;
    told(records[i], records[newest[i]]);
    removed.push_back(records[i].sequence);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (newest[i] == i && kept++ != i) records[kept - 1] = std::move(records[i]);
  }
  records.resize(kept);
  return removed;
}

}  // namespace lastwrite

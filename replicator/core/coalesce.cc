#include "replicator/core/coalesce.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lastwrite {
namespace {

// With conflicts by attributes a change carries only what it changed: the newer one takes the rest
// along. An attribute that by now has another value was overwritten by another region's newer
// write, which every region gets from there.
void keep_attributes(const ChangeRecord& stale, ChangeRecord& newer) {
  if (!newer.attributes) return;  // by items; or a delete, which removes all that is older
  if (!stale.item) {
    newer.attributes->removed_before =
        std::max(newer.attributes->removed_before, std::optional(stale.stamp));
    return;
  }
  if (!stale.attributes) return;
  for (const auto& [name, stamp] : stale.attributes->stamps) {
    const auto then = stale.item->find(name);
    const auto now = newer.item->find(name);
    const bool gone = then == stale.item->end() && now == newer.item->end();
    const bool same =
        then != stale.item->end() && now != newer.item->end() && then->second == now->second;
    const auto held = newer.attributes->stamps.find(name);
    const bool newest = held == newer.attributes->stamps.end() || held->second < stamp;
    if (newest && (gone || same)) newer.attributes->stamps.insert_or_assign(name, stamp);
  }
  newer.attributes->removed_before =
      std::max(newer.attributes->removed_before, stale.attributes->removed_before);
}

}  // namespace

std::vector<std::uint64_t> coalesce(
    std::vector<ChangeRecord>& records,
    absl::FunctionRef<void(const ChangeRecord& stale, const ChangeRecord& newer)> told) {
  std::map<std::pair<TableName, ItemKey>, std::size_t> newest_of;
  for (std::size_t i = 0; i < records.size(); ++i)
    newest_of[{records[i].table, records[i].key}] = i;

  std::vector<std::size_t> newest;
  newest.reserve(records.size());
  for (const ChangeRecord& record : records)
    newest.push_back(newest_of.at({record.table, record.key}));

  std::vector<std::uint64_t> removed;
  for (std::size_t i = 0; i < records.size(); ++i) {
    // A clock that was set back gives a later change a smaller stamp: both are sent, or a peer
    // would never hear of the greater one, by which it knows whether the item is there.
    if (!(records[i].stamp < records[newest[i]].stamp)) newest[i] = i;
    if (newest[i] == i) continue;
    told(records[i], records[newest[i]]);
    ChangeRecord& newer = records[newest[i]];
    keep_attributes(records[i], newer);
    (newer.attributes ? newer.replaces : removed).push_back(records[i].sequence);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (newest[i] == i && kept++ != i) records[kept - 1] = std::move(records[i]);
  }
  records.resize(kept);
  return removed;
}

}  // namespace lastwrite

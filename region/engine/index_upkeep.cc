#include "region/engine/index_upkeep.h"

#include "region/engine/index_entry.h"

namespace lastwrite {
namespace {

std::optional<ItemKey> entry_of(const IndexDescription& index, const ItemKey& key,
                                const std::optional<Item>& item) {
  return item ? index_entry(index, key, *item) : std::nullopt;
}

Result<void> keep_index(Engine& engine, const IndexDescription& index, const Installation& it) {
  std::optional<ItemKey> before, after;
  if (it.before) before = entry_of(index, it.key, it.before->item);
  if (index.status != TableStatus::kDeleting) after = entry_of(index, it.key, it.after.item);
  if (before == after) return {};
  ItemStore& items = engine.store().items();
  const TableName entries = index_table(it.table.table, index);
  if (before) {
    if (const auto erased = items.erase(entries, *before); !erased) return erased;
  }
  if (!after) return {};
  return items.put(entries, *after, StoredItem{it.after.version, std::nullopt});
}

}  // namespace

Result<void> keep_indexes(Engine& engine, const Installation& installation) {
  for (const IndexDescription& index : installation.table.indexes) {
    if (const auto kept = keep_index(engine, index, installation); !kept) return kept;
  }
  return {};
}

}  // namespace lastwrite

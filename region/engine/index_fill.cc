#include "region/engine/index_fill.h"

#include <algorithm>

#include "region/engine/index_entry.h"
#include "region/engine/replica_group.h"

namespace lastwrite {
namespace {

constexpr std::size_t kItemsPerStep = 100;  // which a turn reads, up to 400 KB each
constexpr std::size_t kEntriesPerStep = 500;

// The index, where it is in this state; nullptr where it, or the table, is gone meanwhile.
const IndexDescription* find(Engine& engine, const TableName& table, const std::string& name,
                             TableStatus status) {
  const auto found = engine.catalog().find(table);
  const IndexDescription* index = found ? (*found)->find_index(name) : nullptr;
  return index != nullptr && index->status == status ? index : nullptr;
}

// Requires: both are there.
Result<void> activate(Engine& engine, const TableName& table, const std::string& name) {
  TableDescription changed = **engine.catalog().find(table);
  for (IndexDescription& one : changed.indexes) {
    if (one.name == name) one.status = TableStatus::kActive;
  }
  return engine.catalog().put(engine.store().facts(), changed);
}

Result<void> remove(Engine& engine, const TableName& table, const std::string& name) {
  TableDescription changed = **engine.catalog().find(table);
  std::erase_if(changed.indexes, [&](const IndexDescription& one) { return one.name == name; });
  return engine.catalog().put(engine.store().facts(), changed);
}

Result<void> enter(Engine& engine, const TableName& table, const IndexDescription& index,
                   const std::vector<KeyedItem>& items) {
  const TableName entries = index_table(table, index);
  for (const auto& [key, stored] : items) {
    if (!stored.item) continue;
    const std::optional<ItemKey> entry = index_entry(index, key, *stored.item);
    if (!entry) continue;
    const StoredItem kept{stored.version, std::nullopt};
    if (const auto put = engine.store().items().put(entries, *entry, kept); !put) return put;
  }
  return {};
}

}  // namespace

Result<std::optional<ItemKey>> fill_index_step(Engine& engine, const TableName& table,
                                               const std::string& index,
                                               const std::optional<ItemKey>& after) {
  const IndexDescription* filled = find(engine, table, index, TableStatus::kCreating);
  if (filled == nullptr) return std::optional<ItemKey>();
  const auto items = engine.store().items().scan(table, after, kItemsPerStep);
  if (!items) return propagate(items);
  if (const auto entered = enter(engine, table, *filled, *items); !entered)
    return propagate(entered);
  if (items->size() == kItemsPerStep) return std::optional(items->back().first);
  if (const auto done = activate(engine, table, index); !done) return propagate(done);
  return std::optional<ItemKey>();
}

Result<bool> erase_index_entries_step(Engine& engine, const TableName& table,
                                      const IndexDescription& index) {
  const TableName entries = index_table(table, index);
  const auto some = engine.store().items().scan(entries, std::nullopt, kEntriesPerStep);
  if (!some) return propagate(some);
  for (const auto& [entry, stored] : *some) {
    if (const auto erased = engine.store().items().erase(entries, entry); !erased)
      return propagate(erased);
  }
  return some->size() == kEntriesPerStep;
}

Result<bool> drop_index_step(Engine& engine, const TableName& table, const std::string& index) {
  const IndexDescription* dropped = find(engine, table, index, TableStatus::kDeleting);
  if (dropped == nullptr) return false;
  const Result<bool> more = erase_index_entries_step(engine, table, *dropped);
  if (!more || *more) return more;
  if (const auto removed = remove(engine, table, index); !removed) return propagate(removed);
  if (const auto again = take_definition_again(engine, table); !again) return propagate(again);
  return false;
}

}  // namespace lastwrite

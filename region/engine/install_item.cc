#include "region/engine/install_item.h"

#include <utility>

#include "region/engine/index_upkeep.h"

namespace lastwrite {
namespace {

const Item* item_of(const std::optional<StoredItem>& stored) {
  return stored && stored->item ? &*stored->item : nullptr;
}

// What the table's stream tells of it. Not an equal item put again, nor a state taken over.
Result<void> tell_stream(Engine& engine, const Installation& it) {
  if (it.installer == Installer::kBackfill) return {};
  const Item* before = item_of(it.before);
  const auto event = event_of(before, it.after.item ? &*it.after.item : nullptr);
  if (!event) return {};
  Result<Item> keys = it.table.key_schema.attributes_of(it.key);
  if (!keys) return propagate(keys);
  StreamRecord record;
  record.event = *event;
  record.at = engine.clock().wall_now();
  record.expired = it.installer == Installer::kExpiry;
  record.keys = *std::move(keys);
  if (before != nullptr) record.old_image = *before;
  record.new_image = it.after.item;
  const StreamTable table{it.table.table, it.table.key_schema, *it.table.stream};
  return engine.streams().append(engine.store(), table, std::move(record), engine.region());
}

}  // namespace

Result<void> install_item(Engine& engine, const Installation& it) {
  const TableName& table = it.table.table;
  if (const auto r = engine.store().items().put(table, it.key, it.after); !r) return propagate(r);
  if (!it.after.item) engine.tombstones().note(table, it.key, it.after);
  if (!it.table.indexes.empty()) {
    if (const auto r = keep_indexes(engine, it); !r) return r;
  }
  if (it.table.stream && it.table.stream->enabled) return tell_stream(engine, it);
  return {};
}

}  // namespace lastwrite

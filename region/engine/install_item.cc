#include "region/engine/install_item.h"

#include "region/engine/index_upkeep.h"

namespace lastwrite {

Result<void> install_item(Engine& engine, const Installation& it) {
  const TableName& table = it.table.table;
  if (const auto r = engine.store().items().put(table, it.key, it.after); !r) return propagate(r);
  if (!it.after.item) engine.tombstones().note(table, it.key, it.after);
  if (!it.table.indexes.empty()) return keep_indexes(engine, it);
  return {};
}

}  // namespace lastwrite

#include "region/engine/change_table.h"

namespace lastwrite {

Result<void> change_table(Engine& engine, const TableDescription& description) {
  const auto kept = engine.catalog().put(engine.store().facts(), description);
  if (!kept) return propagate(kept);
  return engine.streams().open(engine.store(), description);
}

}  // namespace lastwrite

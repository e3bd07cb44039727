#include "region/engine/change_table.h"

#include "region/engine/known_streams.h"

namespace lastwrite {

Result<void> change_table(Engine& engine, const TableDescription& description) {
  const auto kept = engine.catalog().put(engine.store().facts(), description);
  if (!kept) return propagate(kept);
  return open_stream(engine, description);
}

}  // namespace lastwrite

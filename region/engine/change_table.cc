#include "region/engine/change_table.h"

#include "region/engine/control_table.h"
#include "region/engine/known_streams.h"

namespace lastwrite {

Result<void> change_table(Engine& engine, const TableDescription& description) {
  if (const auto kept = keep_table(engine, description); !kept) return kept;
  if (!description.global || engine.peers().empty()) return {};
  return announce_definition(engine, description);
}

Result<void> keep_table(Engine& engine, const TableDescription& description) {
  engine.note_table_work();
  const auto kept = engine.catalog().put(engine.store().facts(), description);
  if (!kept) return propagate(kept);
  return open_stream(engine, description);
}

}  // namespace lastwrite

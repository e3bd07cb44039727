#include "region/engine/delete_item.h"

namespace lastwrite {

Result<LocalWrite> prepare_delete(Engine& engine, const DeleteItemInput& input) {
  Result<Found> found = find_item(engine, input.table, input.key, /*whole=*/false);
  if (!found) return propagate(found);
  return prepare_write(*std::move(found), std::nullopt, input.condition, input.operation);
}

Result<WriteOutput> delete_item(Engine& engine, const DeleteItemInput& input) {
  Result<LocalWrite> write = prepare_delete(engine, input);
  if (!write) return propagate(write);
  return accept_write(engine, *std::move(write));
}

}  // namespace lastwrite

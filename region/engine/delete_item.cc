#include "region/engine/delete_item.h"

#include "region/engine/throughput.h"

namespace lastwrite {

Result<LocalWrite> prepare_delete(Engine& engine, const DeleteItemInput& input) {
  Result<Found> found = find_item(engine, input.table, input.key, /*whole=*/false);
  if (!found) return propagate(found);
  return prepare_write(*std::move(found), std::nullopt, input.condition, input.operation);
}

Result<WriteOutput> delete_item(Engine& engine, const DeleteItemInput& input) {
  if (const auto open = admit_write(engine, input.table); !open) return propagate(open);
  return write_within_capacity(engine, prepare_delete(engine, input),
                               {input.table, input.key, /*whole=*/false});
}

}  // namespace lastwrite

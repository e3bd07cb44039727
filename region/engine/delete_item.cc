#include "region/engine/delete_item.h"

#include "region/engine/write_path.h"

namespace lastwrite {

Result<WriteOutput> delete_item(Engine& engine, const DeleteItemInput& input) {
  const auto table = engine.catalog().find(input.table);
  if (!table) return propagate(table);
  const Result<ItemKey> key = (*table)->key_schema.key_from(input.key);
  if (!key) return propagate(key);
  const auto previous = engine.store().items().get(input.table, *key);
  if (!previous) return propagate(previous);
  if (const auto held = check_condition(input.condition, *previous); !held) return propagate(held);
  return accept_write(engine, {.table = **table,
                               .key = *key,
                               .previous = *previous,
                               .item = std::nullopt,
                               .operation = input.operation,
                               .conditional = input.condition.has_value()});
}

}  // namespace lastwrite

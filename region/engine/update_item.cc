#include "region/engine/update_item.h"

#include "region/engine/write_path.h"

namespace lastwrite {

Result<WriteOutput> update_item(Engine& engine, const UpdateItemInput& input) {
  const auto table = engine.catalog().find(input.table);
  if (!table) return propagate(table);
  const Result<ItemKey> key = (*table)->key_schema.key_from(input.key);
  if (!key) return propagate(key);
  const auto previous = engine.store().items().get(input.table, *key);
  if (!previous) return propagate(previous);
  if (const auto held = check_condition(input.condition, *previous); !held) return propagate(held);

  const bool exists = *previous && (*previous)->item;
  Result<Item> updated =
      apply(input.update, exists ? *(*previous)->item : input.key, (*table)->key_schema);
  if (!updated) return propagate(updated);
  std::vector<std::string> computed;
  if (engine.granularity() == Granularity::kAttribute) {
    computed = input.update.computed_attributes();
  }
  // An update keeps the attributes that it does not name: what it writes always derives from what
  // it found.
  return accept_write(engine, {.table = **table,
                               .key = *key,
                               .previous = *previous,
                               .item = std::move(*updated),
                               .operation = input.operation,
                               .conditional = input.condition.has_value(),
                               .atomic = true,
                               .computed = std::move(computed)});
}

}  // namespace lastwrite

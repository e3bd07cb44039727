#include "region/engine/get_item.h"

namespace lastwrite {

Result<GetItemOutput> get_item(Engine& engine, const GetItemInput& input) {
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  const Result<ItemKey> key = (*table)->key_schema.key_from(input.key);
  if (!key) return propagate(key);
  auto stored = engine.store().items().get(input.table, *key);
  if (!stored) return propagate(stored);
  const std::optional<Stamp> version =
      *stored ? std::optional<Stamp>((*stored)->version) : std::nullopt;
  engine.observer().on_read({input.table, *key, version});
  if (!*stored) return GetItemOutput{};
  return GetItemOutput{std::move((*stored)->item), (*stored)->version,
                       std::move((*stored)->attributes)};
}

}  // namespace lastwrite

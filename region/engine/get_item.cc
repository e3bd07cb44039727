#include "region/engine/get_item.h"

#include "region/engine/throughput.h"
#include "region/value/item_size.h"

namespace lastwrite {

Result<GetItemOutput> read_item(Engine& engine, const GetItemInput& input) {
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

Result<GetItemOutput> get_item(Engine& engine, const GetItemInput& input) {
  if (engine.throttle() == nullptr) return read_item(engine, input);
  const auto table = engine.catalog().find_active(input.table);
  if (!table) return propagate(table);
  if (const auto open = admit_read(engine, **table); !open) return propagate(open);
  Result<GetItemOutput> output = read_item(engine, input);
  if (!output) return output;
  const std::size_t bytes = output->item ? item_size_bytes(*output->item) : 0;
  spend_read(engine, **table, Consumed{read_units(bytes, input.consistent, input.transactional)});
  return output;
}

}  // namespace lastwrite

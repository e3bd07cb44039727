#include "region/engine/update_item.h"

#include "region/engine/index_rules.h"
#include "region/engine/throughput.h"

namespace lastwrite {

// An update keeps the attributes that it does not name: what it writes always derives from what it
// found. The condition comes first: an update that does not fit the item is no error where it
// fails.
Result<LocalWrite> prepare_update(Engine& engine, const UpdateItemInput& input) {
  Result<Found> found = find_item(engine, input.table, input.key, /*whole=*/false);
  if (!found) return propagate(found);
  if (input.must_exist && found->item() == nullptr)
    return fail(ErrorCode::kConditionalCheckFailed, "The conditional request failed");
  if (const auto held = check_condition(input.condition, found->item()); !held)
    return propagate(held);
  const Item& before = found->item() ? *found->item() : input.key;
  Result<Item> updated = apply(input.update, before, found->table->key_schema);
  if (!updated) return propagate(updated);
  if (const auto fits = check_index_keys(*found->table, *updated, &before); !fits)
    return propagate(fits);
  Result<LocalWrite> write =
      prepare_write(*std::move(found), *std::move(updated), std::nullopt, input.operation);
  if (!write) return write;
  write->conditional = input.condition.has_value();
  write->atomic = true;
  std::vector<std::string> computed = input.update.computed_attributes();
  write->computes = !computed.empty();
  if (engine.granularity() == Granularity::kAttribute) write->computed = std::move(computed);
  return write;
}

Result<WriteOutput> update_item(Engine& engine, const UpdateItemInput& input) {
  if (const auto open = admit_write(engine, input.table); !open) return propagate(open);
  return write_within_capacity(engine, prepare_update(engine, input),
                               {input.table, input.key, /*whole=*/false});
}

}  // namespace lastwrite

#include "region/engine/transact_puts.h"

#include "region/engine/get_item.h"
#include "region/engine/transact_write.h"

namespace lastwrite {
namespace {

// What stands there now, which the open transaction has just written.
Result<WriteOutput> written(Engine& engine, const PutItemInput& put) {
  const auto table = engine.catalog().find(put.table);
  if (!table) return propagate(table);
  const Result<ItemKey> key = (*table)->key_schema.key_of(put.item);
  if (!key) return propagate(key);
  const Result<Item> attributes = (*table)->key_schema.attributes_of(*key);
  if (!attributes) return propagate(attributes);
  const Result<GetItemOutput> now = get_item(engine, {.table = put.table, .key = *attributes});
  if (!now) return propagate(now);
  return WriteOutput{.version = now->version.value_or(Stamp{}), .new_item = now->item};
}

}  // namespace

Result<std::vector<WriteOutput>> transact_puts(Engine& engine, const TransactPutsInput& input) {
  const std::vector<TransactAction> actions(input.puts.begin(), input.puts.end());
  const Result<TransactOutcome> outcome = transact_write(engine, actions);
  if (!outcome) return propagate(outcome);
  for (const CancellationReason& reason : outcome->reasons) {
    if (reason.error) return Failure(*reason.error);
  }
  std::vector<WriteOutput> out;
  for (const PutItemInput& put : input.puts) {
    Result<WriteOutput> one = written(engine, put);
    if (!one) return propagate(one);
    out.push_back(*std::move(one));
  }
  return out;
}

}  // namespace lastwrite

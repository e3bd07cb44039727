#include "region/engine/write_path.h"

#include "region/value/item_size.h"

namespace lastwrite {
namespace {

Result<void> install(Engine& engine, const ChangeRecord& record) {
  const StoredItem stored{record.stamp, record.item, record.observer.operation, record.sequence};
  if (const auto r = engine.store().items().put(record.table, record.key, stored); !r)
    return propagate(r);
  if (const auto r = engine.store().log().append(record); !r) return propagate(r);
  if (!record.item) engine.tombstones().note(record.table, record.key, stored);
  return {};
}

}  // namespace

Result<void> check_condition(const std::optional<Condition>& condition,
                             const std::optional<StoredItem>& previous) {
  if (!condition) return {};
  const Item* item = previous && previous->item ? &*previous->item : nullptr;
  const Result<bool> holds = evaluate(*condition, item);
  if (!holds) return propagate(holds);
  if (!*holds) return fail(ErrorCode::kConditionalCheckFailed, "The conditional request failed");
  return {};
}

Result<WriteOutput> accept_write(Engine& engine, LocalWrite write) {
  if (write.item) {
    if (const auto checked = check_item(*write.item); !checked) return propagate(checked);
  }
  std::optional<Stamp> previous_stamp;
  if (write.previous) {
    previous_stamp = write.previous->version;
    engine.stamper().observe(*previous_stamp);
  }
  ChangeRecord record;
  record.table = write.table.table;
  record.key = write.key;
  record.stamp = engine.stamper().next();
  record.item = std::move(write.item);
  record.observer = {write.operation, engine.clock().now(), Duration(0)};

  const bool installed = engine.decide(previous_stamp, record.stamp) == Decision::kInstall;
  if (installed) {
    record.sequence = engine.take_sequence();
    if (const auto r = install(engine, record); !r) return propagate(r);
  }
  const bool found = write.previous && write.previous->item;
  engine.observer().on_accept({record, key_text(write.table.key_schema, write.key), previous_stamp,
                               installed, write.conditional, write.atomic,
                               found ? &*write.previous->item : nullptr, &write.table.key_schema});
  return WriteOutput{record.stamp, std::move(record.item)};
}

}  // namespace lastwrite

#include "region/engine/write_path.h"

#include <algorithm>
#include <utility>

#include "region/base/check.h"
#include "region/engine/resolution.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

// By attributes the log gets those that were taken, in the item as it is now.
Result<void> append(Engine& engine, const ChangeRecord& record, const Resolution& taken) {
  if (engine.granularity() == Granularity::kItem) return engine.store().log().append(record);
  const auto own = taken_from(engine.region(), record, taken);
  LW_CHECK(own, "a local write of {} was installed and changed nothing", record.key.bytes);
  return engine.store().log().append(*own);
}

Result<void> install(Engine& engine, const LocalWrite& write, const ChangeRecord& record,
                     Resolution taken) {
  StoredItem& stored = taken.stored;
  if (stored.version == record.stamp) stored.sequence = record.sequence;
  const auto installed =
      install_item(engine, {*write.table, write.key, write.previous, stored, write.installer});
  if (!installed) return propagate(installed);
  return append(engine, record, taken);
}

// What a local write changes of the item that it found: those attributes get its stamp.
Result<AttributeStamps> changes_of(const LocalWrite& write, const ChangeRecord& record) {
  const Result<Item> key = write.table->key_schema.attributes_of(write.key);
  if (!key) return propagate(key);
  AttributeStamps changes;
  const std::optional<Item> before = write.previous ? write.previous->item : std::nullopt;
  for (std::string& name : differing_attributes(before, record.item, *key)) {
    changes.stamps.emplace(std::move(name), record.stamp);
  }
  return changes;
}

void mark_computed(const LocalWrite& write, std::vector<AttributeEffect>& effects) {
  for (AttributeEffect& effect : effects) {
    effect.computed = std::find(write.computed.begin(), write.computed.end(), effect.name) !=
                      write.computed.end();
  }
}

// For the observer: nothing where it is every region.
std::vector<RegionName> replicas_told(const Engine& engine, const TableDescription& table) {
  if (!table.global) return {engine.region()};
  if (table.replicas.size() == engine.peers().size() + 1) return {};
  return table.replicas;
}

}  // namespace

Result<Found> find_item(Engine& engine, const TableName& table, const Item& attributes,
                        bool whole) {
  const auto described = engine.catalog().find_active(table);
  if (!described) return propagate(described);
  const KeySchema& schema = (*described)->key_schema;
  Result<ItemKey> key = whole ? schema.key_of(attributes) : schema.key_from(attributes);
  if (!key) return propagate(key);
  auto stored = engine.store().items().get(table, *key);
  if (!stored) return propagate(stored);
  return Found{*described, *std::move(key), *std::move(stored)};
}

Result<void> check_condition(const std::optional<Condition>& condition, const Item* item) {
  if (!condition) return {};
  const Result<bool> holds = evaluate(*condition, item);
  if (!holds) return propagate(holds);
  if (!*holds) return fail(ErrorCode::kConditionalCheckFailed, "The conditional request failed");
  return {};
}

Result<LocalWrite> prepare_write(Found found, std::optional<Item> item,
                                 const std::optional<Condition>& condition, OperationId operation) {
  if (const auto held = check_condition(condition, found.item()); !held) return propagate(held);
  if (item) {
    if (const auto checked = check_item(*item); !checked) return propagate(checked);
  }
  LocalWrite write;
  write.table = found.table;
  write.key = std::move(found.key);
  write.previous = std::move(found.stored);
  write.item = std::move(item);
  write.operation = operation;
  write.conditional = condition.has_value();
  return write;
}

Result<WriteOutput> accept_write(Engine& engine, LocalWrite write) {
  std::optional<Stamp> previous_stamp;
  if (write.previous) {
    previous_stamp = write.previous->version;
    engine.stamper().observe(*previous_stamp);
  }
  ChangeRecord record;
  record.table = write.table->table;
  record.key = write.key;
  record.stamp = engine.stamper().next();
  record.item = std::move(write.item);
  record.observer = {write.operation, engine.clock().now(), Duration(0)};

  if (engine.granularity() == Granularity::kAttribute && record.item) {
    Result<AttributeStamps> changes = changes_of(write, record);
    if (!changes) return propagate(changes);
    record.attributes = *std::move(changes);
  }
  Result<Resolution> resolution = resolve(engine, *write.table, write.previous, record);
  if (!resolution) return propagate(resolution);
  mark_computed(write, resolution->effects);
  std::vector<AttributeEffect> effects = resolution->effects;

  const bool installed = resolution->decision == Decision::kInstall;
  if (installed) {
    record.sequence = engine.take_sequence();
    if (const auto r = install(engine, write, record, *std::move(resolution)); !r)
      return propagate(r);
  }
  const bool found = write.previous && write.previous->item;
  engine.observer().on_accept(
      {record, key_text(write.table->key_schema, write.key), previous_stamp, installed,
       write.conditional, write.atomic, found ? &*write.previous->item : nullptr,
       &write.table->key_schema, std::move(effects), write.computes, nullptr,
       replicas_told(engine, *write.table), write.installer == Installer::kExpiry});
  WriteOutput output{record.stamp, std::move(record.item), std::nullopt};
  if (found) output.old_item = std::move(write.previous->item);
  return output;
}

}  // namespace lastwrite

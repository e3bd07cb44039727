#include "region/engine/resolution.h"

#include <utility>

namespace lastwrite {
namespace {

// A tombstone lists no attributes: all are older than itself.
AttributeState state_of(const Stamp& version, const std::optional<Item>& item,
                        const std::optional<AttributeStamps>& attributes, const Item& key) {
  if (!attributes || !item) return as_attributes(version, item, key);
  return {version, item, *attributes};
}

Resolution resolve_item(const Engine& engine, const std::optional<StoredItem>& stored,
                        const ChangeRecord& incoming) {
  Resolution out;
  out.decision =
      engine.decide(stored ? std::optional(stored->version) : std::nullopt, incoming.stamp);
  out.newest = out.decision == Decision::kInstall;
  if (out.newest) {
    out.stored = {incoming.stamp, incoming.item, incoming.observer.operation, incoming.sequence};
  }
  return out;
}

}  // namespace

Result<Resolution> resolve(const Engine& engine, const TableDescription& table,
                           const std::optional<StoredItem>& stored, const ChangeRecord& incoming) {
  if (engine.granularity() == Granularity::kItem) return resolve_item(engine, stored, incoming);
  const Result<Item> key = table.key_schema.attributes_of(incoming.key);
  if (!key) return propagate(key);
  std::optional<AttributeState> held;
  if (stored) held = state_of(stored->version, stored->item, stored->attributes, *key);
  AttributeMerge merge =
      merge_attributes(held, state_of(incoming.stamp, incoming.item, incoming.attributes, *key),
                       *key, engine.conflict_rule());

  Resolution out;
  out.decision = merge.decision;
  out.effects = std::move(merge.effects);
  // Operation and sequence go with the version, whosesoever attributes there are beside its own.
  out.newest = !stored || stored->version != merge.state.version;
  out.stored = {std::move(merge.state.version), std::move(merge.state.item),
                out.newest ? incoming.observer.operation : stored->operation,
                out.newest ? incoming.sequence : stored->sequence};
  if (out.stored.item) out.stored.attributes = std::move(merge.state.attributes);
  return out;
}

std::optional<ChangeRecord> taken_from(const RegionName& region, const ChangeRecord& change,
                                       const Resolution& taken) {
  std::optional<Stamp> newest;
  if (change.stamp.region == region && taken.newest) newest = change.stamp;
  AttributeStamps own;
  for (const AttributeEffect& effect : taken.effects) {
    if (!effect.taken || effect.version.region != region) continue;
    if (!newest || *newest < effect.version) newest = effect.version;
    if (effect.name.empty()) {
      own.removed_before = effect.version;
    } else if (!own.removed_before || *own.removed_before < effect.version) {
      own.stamps.insert_or_assign(effect.name, effect.version);
    }
  }
  if (!newest) return std::nullopt;
  ChangeRecord record = change;
  record.stamp = *std::move(newest);
  record.item = taken.stored.item;
  if (!(record.stamp == change.stamp)) record.observer.operation = OperationId::kNone;
  if (taken.stored.attributes) record.attributes = std::move(own);
  return record;
}

}  // namespace lastwrite

#include "region/engine/apply_replicated.h"

#include <utility>

#include "region/engine/consumption.h"
#include "region/engine/install_item.h"
#include "region/engine/resolution.h"
#include "region/engine/throughput.h"

namespace lastwrite {
namespace {

ApplyOutcome outcome_of(Decision decision) {
  switch (decision) {
    case Decision::kInstall:
      return ApplyOutcome::kInstalled;
    case Decision::kDiscardOlder:
      return ApplyOutcome::kDiscardedOlder;
    case Decision::kDuplicate:
      break;
  }
  return ApplyOutcome::kDuplicate;
}

// What a change of a peer meets here.
struct Arrival {
  const TableDescription& table;
  const ChangeRecord& record;
  const std::optional<StoredItem>& before;
  Provenance provenance;
};

Result<void> store(Engine& engine, const Arrival& arrival, const StoredItem& stored) {
  const bool backfill = arrival.provenance == Provenance::kBackfill;
  return install_item(engine, {arrival.table, arrival.record.key, arrival.before, stored,
                               backfill ? Installer::kBackfill : Installer::kPeer});
}

// This region's own change, which it lost in a power cut and a peer had: it enters the log again,
// for others may not have it. Requires: it has just been found newer than what is stored.
Result<void> restore_own(Engine& engine, const Arrival& arrival, ChangeRecord own,
                         StoredItem stored) {
  own.sequence = engine.take_sequence();
  own.observer.accepted_at = engine.clock().now();
  if (stored.version == own.stamp) stored.sequence = own.sequence;
  if (const auto r = store(engine, arrival, stored); !r) return r;
  return engine.store().log().append(own);
}

Result<void> install(Engine& engine, const Arrival& arrival, Resolution taken) {
  if (auto own = taken_from(engine.region(), arrival.record, taken)) {
    return restore_own(engine, arrival, *std::move(own), std::move(taken.stored));
  }
  if (const auto r = store(engine, arrival, taken.stored); !r) return r;
  // A backfill is a state, not a history: it makes no stream records.
  if (arrival.provenance == Provenance::kBackfill) return {};
  return engine.store().log().append(arrival.record);
}

// A change of a peer costs what it would have cost here (rWCU); nothing is asked before.
Consumed cost_of(Engine& engine, const TableDescription& table,
                 const std::optional<StoredItem>& before, const std::optional<Item>& after) {
  if (engine.throttle() == nullptr) return {};
  return consumed_by_change(table, before ? before->item : std::nullopt, after);
}

}  // namespace

Result<ApplyOutcome> apply_replicated(Engine& engine, const ChangeRecord& record,
                                      Provenance provenance) {
  const auto table = engine.catalog().find(record.table);
  if (!table) return propagate(table);
  const auto stored = engine.store().items().get(record.table, record.key);
  if (!stored) return propagate(stored);
  std::optional<Stamp> previous;
  if (*stored) previous = (*stored)->version;

  engine.stamper().observe(record.stamp);
  Result<Resolution> resolution = resolve(engine, **table, *stored, record);
  if (!resolution) return propagate(resolution);
  std::vector<AttributeEffect> effects = resolution->effects;
  const ApplyOutcome outcome = outcome_of(resolution->decision);
  if (outcome == ApplyOutcome::kInstalled) {
    const Consumed cost = provenance == Provenance::kBackfill
                              ? Consumed{}
                              : cost_of(engine, **table, *stored, resolution->stored.item);
    if (const auto r =
            install(engine, {**table, record, *stored, provenance}, *std::move(resolution));
        !r)
      return propagate(r);
    spend_write(engine, **table, cost);
  }
  engine.observer().on_apply({record, key_text((*table)->key_schema, record.key), previous, outcome,
                              provenance == Provenance::kBackfill, std::move(effects)});
  return outcome;
}

}  // namespace lastwrite

#include "region/engine/apply_replicated.h"

#include <utility>

#include "region/engine/resolution.h"

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

Result<void> store(Engine& engine, const ChangeRecord& record, const StoredItem& stored) {
  if (const auto r = engine.store().items().put(record.table, record.key, stored); !r) return r;
  if (!stored.item) engine.tombstones().note(record.table, record.key, stored);
  return {};
}

// This region's own change, which it lost in a power cut and a peer had: it enters the log again,
// for others may not have it. Requires: it has just been found newer than what is stored.
Result<void> restore_own(Engine& engine, ChangeRecord own, StoredItem stored) {
  own.sequence = engine.take_sequence();
  own.observer.accepted_at = engine.clock().now();
  if (stored.version == own.stamp) stored.sequence = own.sequence;
  if (const auto r = store(engine, own, stored); !r) return r;
  return engine.store().log().append(own);
}

Result<void> install(Engine& engine, const ChangeRecord& record, Resolution taken,
                     Provenance provenance) {
  if (auto own = taken_from(engine.region(), record, taken)) {
    return restore_own(engine, *std::move(own), std::move(taken.stored));
  }
  if (const auto r = store(engine, record, taken.stored); !r) return r;
  // A backfill is a state, not a history: it makes no stream records.
  if (provenance == Provenance::kBackfill) return {};
  return engine.store().log().append(record);
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
    if (const auto r = install(engine, record, *std::move(resolution), provenance); !r)
      return propagate(r);
  }
  engine.observer().on_apply({record, key_text((*table)->key_schema, record.key), previous, outcome,
                              provenance == Provenance::kBackfill, std::move(effects)});
  return outcome;
}

}  // namespace lastwrite

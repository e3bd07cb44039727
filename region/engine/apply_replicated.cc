#include "region/engine/apply_replicated.h"

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

// This region's own change, which it lost in a power cut and a peer had: it enters the log again,
// for others may not have it. Requires: it has just been found newer than what is stored.
Result<void> restore_own(Engine& engine, ChangeRecord record) {
  record.sequence = engine.take_sequence();
  record.observer.accepted_at = engine.clock().now();
  const StoredItem stored{record.stamp, record.item, record.observer.operation, record.sequence};
  if (const auto r = engine.store().items().put(record.table, record.key, stored); !r) return r;
  if (!record.item) engine.tombstones().note(record.table, record.key, stored);
  return engine.store().log().append(record);
}

Result<void> install(Engine& engine, const ChangeRecord& record, Provenance provenance) {
  if (record.stamp.region == engine.region()) return restore_own(engine, record);
  const StoredItem incoming{record.stamp, record.item, record.observer.operation, record.sequence};
  if (const auto r = engine.store().items().put(record.table, record.key, incoming); !r) return r;
  if (!record.item) engine.tombstones().note(record.table, record.key, incoming);
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
  const ApplyOutcome outcome = outcome_of(engine.decide(previous, record.stamp));
  if (outcome == ApplyOutcome::kInstalled) {
    if (const auto r = install(engine, record, provenance); !r) return propagate(r);
  }
  engine.observer().on_apply({record, key_text((*table)->key_schema, record.key), previous, outcome,
                              provenance == Provenance::kBackfill});
  return outcome;
}

}  // namespace lastwrite

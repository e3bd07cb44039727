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
    const StoredItem incoming{record.stamp, record.item, record.observer.operation,
                              record.sequence};
    if (const auto r = engine.store().items().put(record.table, record.key, incoming); !r)
      return propagate(r);
    // A backfill is a state, not a history: it makes no stream records.
    if (provenance == Provenance::kStream) {
      if (const auto r = engine.store().log().append(record); !r) return propagate(r);
    }
    if (!record.item) engine.tombstones().note(record.table, record.key, incoming);
  }
  engine.observer().on_apply({record, key_text((*table)->key_schema, record.key), previous, outcome,
                              provenance == Provenance::kBackfill});
  return outcome;
}

}  // namespace lastwrite

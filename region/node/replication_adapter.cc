#include "region/node/replication_adapter.h"

#include <algorithm>

#include "region/engine/apply_replicated.h"
#include "region/engine/cursors.h"

namespace lastwrite {
namespace {

// One batch, inside the open transaction. An unknown table is found before anything is written, so
// that the error is definite and the rest of the turn stands.
Result<void> apply_batch(Engine& engine, const RegionName& origin,
                         const std::vector<ChangeRecord>& records,
                         const std::optional<AppliedCursor>& cursor, Provenance provenance) {
  for (const ChangeRecord& record : records) {
    if (const auto table = engine.catalog().find(record.table); !table) return propagate(table);
  }
  for (const ChangeRecord& record : records) {
    const auto applied = apply_replicated(engine, record, provenance);
    if (!applied) return fail(ErrorCode::kInternal, "{}", applied.error().message);
  }
  if (!cursor) return {};
  const auto moved =
      write_cursor(engine.store().facts(), origin, {cursor->generation, cursor->sequence});
  if (!moved) return fail(ErrorCode::kInternal, "{}", moved.error().message);
  return {};
}

}  // namespace

Result<std::uint64_t> EngineSource::first() {
  return engine_.store().log().first(engine_.region());
}

Result<std::vector<ChangeRecord>> EngineSource::read(std::uint64_t after, std::size_t limit,
                                                     std::size_t bytes_max) {
  return engine_.store().log().read(engine_.region(), after, limit, bytes_max);
}

Result<SnapshotPage> EngineSource::snapshot(const SnapshotPosition& from, std::size_t limit) {
  SnapshotPage page;
  page.next = from;
  const std::vector<TableName> tables = engine_.catalog().names();
  auto table = std::lower_bound(tables.begin(), tables.end(), from.table);
  while (table != tables.end()) {
    const bool resumed = *table == from.table && !from.key.bytes.empty();
    const auto after = resumed ? std::optional(from.key) : std::nullopt;
    auto items = engine_.store().items().scan(*table, after, limit);
    if (!items) return propagate(items);
    for (auto& [key, stored] : *items) {
      ChangeRecord record{stored.sequence, *table, key, stored.version, std::move(stored.item), {}};
      record.observer.operation = stored.operation;
      record.attributes = std::move(stored.attributes);
      page.records.push_back(std::move(record));
      page.next = {*table, key};
    }
    if (!page.records.empty()) return page;
    ++table;  // this table has no more: look into the next
  }
  page.last = true;
  return page;
}

void EngineSource::on_coalesced(const RegionName& to, const ChangeRecord& stale,
                                const ChangeRecord& newer) {
  const auto table = engine_.catalog().find(stale.table);
  if (!table) return;
  engine_.observer().on_coalesced(
      {to, stale.table, key_text((*table)->key_schema, stale.key), stale.stamp, newer.stamp});
}

Result<AppliedCursor> EngineSink::cursor(const RegionName& origin) {
  const auto cursor = read_cursor(engine_.store().facts(), origin);
  if (!cursor) return propagate(cursor);
  return AppliedCursor{cursor->generation, cursor->sequence};
}

void EngineSink::apply(const RegionName& origin, std::vector<ChangeRecord> records,
                       std::optional<AppliedCursor> cursor, bool backfill, Done done) {
  const Provenance provenance = backfill ? Provenance::kBackfill : Provenance::kStream;
  commits_.submit<void>(
      [this, origin, records = std::move(records), cursor, provenance] {
        return apply_batch(engine_, origin, records, cursor, provenance);
      },
      std::move(done));
}

}  // namespace lastwrite

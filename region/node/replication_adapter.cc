#include "region/node/replication_adapter.h"

#include <algorithm>

#include "region/engine/apply_replicated.h"
#include "region/engine/cursors.h"
#include "region/engine/replica_group.h"

namespace lastwrite {
namespace {

Failure too_early(const ChangeRecord& record) {
  return fail(ErrorCode::kResourceNotFound, "nothing is known of table {} yet", record.table);
}

Result<void> apply_one(Engine& engine, const RegionName& origin, const ChangeRecord& record,
                       Provenance provenance) {
  if (record.table == control_table()) {
    const auto told = apply_announcement(engine, record);
    if (!told) return propagate(told);
    return *told ? take_definition(engine, **told) : Result<void>();
  }
  const auto belongs = belonging(engine, origin, record.table);
  if (!belongs) return propagate(belongs);
  if (*belongs == Belonging::kTooEarly) return too_early(record);
  if (*belongs == Belonging::kForeign) return {};
  const auto applied = apply_replicated(engine, record, provenance);
  return applied ? Result<void>() : propagate(applied);
}

// A change of a table of which this region has not heard enough yet comes too early, and must come
// again.
Result<void> check_known(Engine& engine, const RegionName& origin,
                         const std::vector<ChangeRecord>& records) {
  for (const ChangeRecord& record : records) {
    if (record.table == control_table()) return {};  // it may be about any table behind it
    const auto belongs = belonging(engine, origin, record.table);
    if (!belongs) return fail(ErrorCode::kInternal, "{}", belongs.error().message);
    if (*belongs == Belonging::kTooEarly) return too_early(record);
  }
  return {};
}

// One batch, inside the open transaction. What comes too early is found before anything is written,
// so that the error is definite and the rest of the turn stands.
Result<void> apply_batch(Engine& engine, const RegionName& origin,
                         const std::vector<ChangeRecord>& records,
                         const std::optional<AppliedCursor>& cursor, Provenance provenance) {
  if (const auto known = check_known(engine, origin, records); !known) return known;
  for (const ChangeRecord& record : records) {
    const auto applied = apply_one(engine, origin, record, provenance);
    // Behind announcements only: they did not tell what was hoped for. What came before stands and
    // does no harm when it comes again, and the cursor has not moved.
    if (!applied && applied.error().code == ErrorCode::kResourceNotFound) return applied;
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

bool EngineSource::travels(const TableName& table) const {
  if (table == control_table()) return true;
  const auto found = engine_.catalog().find(table);
  if (found) return (*found)->global;
  // It is gone here and may stand elsewhere: what was accepted here last belongs to it.
  const auto told = definitions_of(engine_, table);
  return !told || !told->empty();
}

Result<SnapshotPage> EngineSource::snapshot(const SnapshotPosition& from,
                                            const std::vector<TableName>& wanted,
                                            std::size_t limit) {
  SnapshotPage page;
  page.next = from;
  std::vector<TableName> tables = wanted;
  if (wanted.empty()) {
    tables = engine_.catalog().names();
    tables.push_back(control_table());
  }
  std::erase_if(tables, [this](const TableName& table) { return !travels(table); });
  std::sort(tables.begin(), tables.end());
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
  if (!table) return;  // also of announcements
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

Result<std::vector<TableName>> EngineSink::wanted(const RegionName& origin) {
  return wanted_from(engine_, origin);
}

void EngineSink::filled(const RegionName& origin, const std::vector<TableName>& tables) {
  commits_.submit<void>([this, origin, tables] { return filled_from(engine_, origin, tables); },
                        [](const Result<void>&) {});  // what is still wanted is asked for again
}

}  // namespace lastwrite

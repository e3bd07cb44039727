#include "region/store/sqlite_log.h"

#include <algorithm>

#include <sqlite3.h>

#include "region/store/sqlite_item_column.h"
#include "region/value/item_size.h"

namespace lastwrite {
namespace {

constexpr int kSequenceBits = 48;
constexpr std::uint64_t kSequenceMax = (std::uint64_t{1} << kSequenceBits) - 1;

std::int64_t position(std::int64_t origin_id, std::uint64_t sequence) {
  return (origin_id << kSequenceBits) | static_cast<std::int64_t>(std::min(sequence, kSequenceMax));
}

std::uint64_t sequence_of(std::int64_t position) {
  return static_cast<std::uint64_t>(position) & kSequenceMax;
}

}  // namespace

Result<void> SqliteLog::prepare() {
  struct Entry {
    SqliteStatement& statement;
    const char* sql;
  };
  const Entry entries[] = {
      {append_,
       "INSERT OR REPLACE INTO log (position, table_id, key, time_ns, counter, operation,"
       " accepted_ns, injected_ns, item) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
      {read_,
       "SELECT position, table_id, key, time_ns, counter, operation, accepted_ns, injected_ns, item"
       " FROM log WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3"},
      {first_,
       "SELECT position FROM log WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT 1"},
      {trim_,
       "DELETE FROM log WHERE position IN (SELECT position FROM log"
       " WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3)"},
      {keep_head_, "INSERT OR REPLACE INTO heads (origin_id, head) VALUES (?1, ?2)"},
      {stored_head_,
       "SELECT max(ifnull((SELECT head FROM heads WHERE origin_id = ?1), 0),"
       " ifnull((SELECT max(position) FROM log WHERE position > ?2 AND position <= ?3) - ?2, 0))"},
  };
  for (const Entry& entry : entries) {
    const auto prepared = entry.statement.prepare(connection_.db(), entry.sql);
    if (!prepared) return prepared;
  }
  return reload();
}

Result<void> SqliteLog::reload() {
  heads_.clear();
  for (const auto& [id, name] : names_.all()) {
    const auto head = stored_head(id);
    if (!head) return propagate(head);
    if (*head != 0) heads_[id] = *head;
  }
  return {};
}

Result<void> SqliteLog::append(const ChangeRecord& record) {
  if (record.sequence == 0)
    return fail(ErrorCode::kInternal, "a change without a sequence has no place in the change log");
  const auto begun = connection_.begin();
  if (!begun) return begun;
  const auto table_id = names_.intern(record.table.text);
  if (!table_id) return propagate(table_id);
  const auto origin_id = names_.intern(record.stamp.region.text);
  if (!origin_id) return propagate(origin_id);
  const auto encoded = encode_column(record.item, record.attributes);
  auto run = append_.run();
  run.bind(1, position(*origin_id, record.sequence))
      .bind(2, *table_id)
      .bind_blob(3, record.key.bytes)
      .bind(4, record.stamp.time.ns)
      .bind(5, record.stamp.counter)
      .bind(6, static_cast<std::int64_t>(record.observer.operation))
      .bind(7, record.observer.accepted_at.ns)
      .bind(8, record.observer.injected.count());
  bind_item(run, 9, encoded);
  const auto appended = run.finish();
  if (!appended) return appended;
  std::uint64_t& head = heads_[*origin_id];
  head = std::max(head, record.sequence);
  return {};
}

Result<std::vector<ChangeRecord>> SqliteLog::read(const RegionName& origin, std::uint64_t after,
                                                  std::size_t limit, std::size_t bytes_max) {
  std::vector<ChangeRecord> batch;
  const auto origin_id = names_.id(origin.text);
  if (!origin_id) return batch;
  auto run = read_.run();
  run.bind(1, position(*origin_id, after))
      .bind(2, position(*origin_id, kSequenceMax))
      .bind(3, static_cast<std::int64_t>(limit));
  std::size_t bytes = 0;
  while (true) {
    const auto row = run.step();
    if (!row) return propagate(row);
    if (!*row) return batch;
    auto record = read_row(run, origin);
    if (!record) return propagate(record);
    bytes += record->item ? item_size_bytes(*record->item) : 0;
    if (!batch.empty() && bytes > bytes_max) return batch;
    batch.push_back(std::move(*record));
  }
}

Result<std::uint64_t> SqliteLog::first(const RegionName& origin) {
  const auto origin_id = names_.id(origin.text);
  if (!origin_id) return std::uint64_t{1};
  auto run = first_.run();
  const auto row =
      run.bind(1, position(*origin_id, 0)).bind(2, position(*origin_id, kSequenceMax)).step();
  if (!row) return propagate(row);
  if (*row) return sequence_of(run.integer(0));
  const auto last = head(origin);
  if (!last) return last;
  return *last + 1;
}

Result<std::uint64_t> SqliteLog::head(const RegionName& origin) {
  const auto origin_id = names_.id(origin.text);
  if (!origin_id) return std::uint64_t{0};
  const auto head = heads_.find(*origin_id);
  return head == heads_.end() ? std::uint64_t{0} : head->second;
}

Result<std::size_t> SqliteLog::trim(const RegionName& origin, std::uint64_t through,
                                    std::size_t limit) {
  const auto origin_id = names_.id(origin.text);
  if (!origin_id) return std::size_t{0};
  const auto begun = connection_.begin();
  if (!begun) return propagate(begun);
  const auto trimmed = trim_.run()
                           .bind(1, position(*origin_id, 0))
                           .bind(2, position(*origin_id, through))
                           .bind(3, static_cast<std::int64_t>(limit))
                           .finish();
  if (!trimmed) return propagate(trimmed);
  const auto count = static_cast<std::size_t>(sqlite3_changes64(connection_.db()));
  if (count == 0) return count;
  const auto kept = keep_head_.run()
                        .bind(1, *origin_id)
                        .bind(2, static_cast<std::int64_t>(heads_[*origin_id]))
                        .finish();
  if (!kept) return propagate(kept);
  return count;
}

Result<std::uint64_t> SqliteLog::stored_head(std::int64_t origin_id) {
  auto run = stored_head_.run();
  const auto row = run.bind(1, origin_id)
                       .bind(2, position(origin_id, 0))
                       .bind(3, position(origin_id, kSequenceMax))
                       .step();
  if (!row) return propagate(row);
  return static_cast<std::uint64_t>(run.integer(0));
}

Result<ChangeRecord> SqliteLog::read_row(const SqliteRun& row, const RegionName& origin) const {
  auto table = names_.text(row.integer(1));
  if (!table) return propagate(table);
  auto item = item_column(row, 8, connection_.path());
  if (!item) return propagate(item);
  auto attributes = stamps_column(row, 8, connection_.path());
  if (!attributes) return propagate(attributes);
  return ChangeRecord{.sequence = sequence_of(row.integer(0)),
                      .table = TableName(std::move(*table)),
                      .key = ItemKey{std::string(row.bytes(2))},
                      .stamp = {.time = WallTime{row.integer(3)},
                                .counter = static_cast<std::uint32_t>(row.integer(4)),
                                .region = origin},
                      .item = std::move(*item),
                      .observer = {.operation = static_cast<OperationId>(row.integer(5)),
                                   .accepted_at = TrueTime{row.integer(6)},
                                   .injected = Duration(row.integer(7))},
                      .attributes = std::move(*attributes)};
}

}  // namespace lastwrite

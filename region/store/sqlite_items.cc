#include "region/store/sqlite_items.h"

#include "region/store/sqlite_item_column.h"

namespace lastwrite {

Result<void> SqliteItems::prepare() {
  auto* db = connection_.db();
  auto prepared =
      get_.prepare(db,
                   "SELECT key, time_ns, counter, origin_id, sequence, operation, item FROM items"
                   " WHERE table_id = ?1 AND key = ?2");
  if (prepared) {
    prepared = put_.prepare(
        db,
        "INSERT OR REPLACE INTO items (table_id, key, time_ns, counter, origin_id, sequence,"
        " operation, item) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  }
  if (prepared) prepared = erase_.prepare(db, "DELETE FROM items WHERE table_id = ?1 AND key = ?2");
  if (prepared) {
    prepared = scan_.prepare(
        db,
        "SELECT key, time_ns, counter, origin_id, sequence, operation, item FROM items"
        " WHERE table_id = ?1 AND key > ?2 ORDER BY key LIMIT ?3");
  }
  for (SqliteStatement* statement : {&ascending_, &descending_}) {
    if (!prepared) return prepared;
    prepared = statement->prepare(
        db, std::string("SELECT key, time_ns, counter, origin_id, sequence, operation, item FROM "
                        "items WHERE table_id = ?1 AND key >= ?2 AND key < ?3 ORDER BY key") +
                (statement == &descending_ ? " DESC" : "") + " LIMIT ?4");
  }
  return prepared;
}

Result<std::optional<StoredItem>> SqliteItems::get(const TableName& table, const ItemKey& key) {
  const auto table_id = names_.id(table.text);
  if (!table_id) return std::optional<StoredItem>();
  auto run = get_.run();
  const auto row = run.bind(1, *table_id).bind_blob(2, key.bytes).step();
  if (!row) return propagate(row);
  if (!*row) return std::optional<StoredItem>();
  auto stored = read_row(run);
  if (!stored) return propagate(stored);
  return std::optional<StoredItem>(std::move(*stored));
}

Result<void> SqliteItems::put(const TableName& table, const ItemKey& key, const StoredItem& item) {
  const auto begun = connection_.begin();
  if (!begun) return begun;
  const auto table_id = names_.intern(table.text);
  if (!table_id) return propagate(table_id);
  const auto origin_id = names_.intern(item.version.region.text);
  if (!origin_id) return propagate(origin_id);
  const auto encoded = encode_column(item.item, item.attributes);
  auto run = put_.run();
  run.bind(1, *table_id)
      .bind_blob(2, key.bytes)
      .bind(3, item.version.time.ns)
      .bind(4, item.version.counter)
      .bind(5, *origin_id)
      .bind(6, static_cast<std::int64_t>(item.sequence))
      .bind(7, static_cast<std::int64_t>(item.operation));
  bind_item(run, 8, encoded);
  return run.finish();
}

Result<void> SqliteItems::erase(const TableName& table, const ItemKey& key) {
  const auto table_id = names_.id(table.text);
  if (!table_id) return {};
  const auto begun = connection_.begin();
  if (!begun) return begun;
  return erase_.run().bind(1, *table_id).bind_blob(2, key.bytes).finish();
}

Result<std::vector<KeyedItem>> SqliteItems::scan(const TableName& table,
                                                 const std::optional<ItemKey>& after,
                                                 std::size_t limit) {
  std::vector<KeyedItem> page;
  const auto table_id = names_.id(table.text);
  if (!table_id) return page;
  // Without `after` the comparison is with a number, which in SQLite's order stands before any
  // blob.
  auto run = scan_.run();
  run.bind(1, *table_id).bind(2, 0).bind(3, static_cast<std::int64_t>(limit));
  if (after) run.bind_blob(2, after->bytes);
  if (const auto read = read_rows(run, page); !read) return propagate(read);
  return page;
}

Result<std::vector<KeyedItem>> SqliteItems::range(const TableName& table, const KeyRange& range,
                                                  std::size_t limit) {
  std::vector<KeyedItem> page;
  const auto table_id = names_.id(table.text);
  if (!table_id) return page;
  auto run = (range.descending ? descending_ : ascending_).run();
  run.bind(1, *table_id).bind_blob(2, range.low).bind(4, static_cast<std::int64_t>(limit));
  static const std::string kAboveAll(4'096, '\xff');  // a partition key has at most 2,048 bytes
  run.bind_blob(3, range.high.empty() ? kAboveAll : range.high);
  if (const auto read = read_rows(run, page); !read) return propagate(read);
  return page;
}

Result<void> SqliteItems::read_rows(SqliteRun& run, std::vector<KeyedItem>& page) const {
  while (true) {
    const auto row = run.step();
    if (!row) return propagate(row);
    if (!*row) return {};
    auto stored = read_row(run);
    if (!stored) return propagate(stored);
    page.emplace_back(ItemKey{std::string(run.bytes(0))}, std::move(*stored));
  }
}

Result<StoredItem> SqliteItems::read_row(const SqliteRun& row) const {
  auto origin = names_.text(row.integer(3));
  if (!origin) return propagate(origin);
  auto item = item_column(row, 6, connection_.path());
  if (!item) return propagate(item);
  auto attributes = stamps_column(row, 6, connection_.path());
  if (!attributes) return propagate(attributes);
  return StoredItem{.version = {.time = WallTime{row.integer(1)},
                                .counter = static_cast<std::uint32_t>(row.integer(2)),
                                .region = RegionName(std::move(*origin))},
                    .item = std::move(*item),
                    .operation = static_cast<OperationId>(row.integer(5)),
                    .sequence = static_cast<std::uint64_t>(row.integer(4)),
                    .attributes = std::move(*attributes)};
}

}  // namespace lastwrite

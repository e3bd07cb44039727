#include "region/store/sqlite_schema.h"

namespace lastwrite {
namespace {

// Explained in README.md of this folder.
constexpr const char* kTables =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE items (table_id INTEGER NOT NULL, key BLOB NOT NULL, time_ns INTEGER NOT NULL,"
    "  counter INTEGER NOT NULL, origin_id INTEGER NOT NULL, sequence INTEGER NOT NULL,"
    "  operation INTEGER NOT NULL, item BLOB, PRIMARY KEY (table_id, key)) WITHOUT ROWID;"
    "CREATE TABLE log (position INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, key BLOB NOT NULL,"
    "  time_ns INTEGER NOT NULL, counter INTEGER NOT NULL, operation INTEGER NOT NULL,"
    "  accepted_ns INTEGER NOT NULL, injected_ns INTEGER NOT NULL, item BLOB);"
    "CREATE TABLE heads (origin_id INTEGER PRIMARY KEY, head INTEGER NOT NULL);"
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;";

Result<std::int64_t> query_integer(SqliteConnection& connection, std::string_view sql) {
  SqliteStatement statement;
  const auto prepared = statement.prepare(connection.db(), sql);
  if (!prepared) return propagate(prepared);
  auto run = statement.run();
  const auto row = run.step();
  if (!row) return propagate(row);
  return *row ? run.integer(0) : std::int64_t{0};
}

Failure refusal(SqliteConnection& connection, const std::string& why) {
  return fail(ErrorCode::kCorrupt, "{} {}", connection.path(), why);
}

Result<void> check_format(SqliteConnection& connection) {
  const auto metas = query_integer(
      connection, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'meta'");
  if (!metas) return propagate(metas);
  const auto format =
      *metas == 0 ? metas
                  : query_integer(connection, "SELECT value FROM meta WHERE name = 'format'");
  if (!format) return propagate(format);
  if (*format == 0) {
    return refusal(
        connection,
        "is a SQLite file but not a Lastwrite store: give another path, or move it away");
  }
  if (*format > kStoreFormat) {
    return refusal(
        connection,
        fmt::format("is a store of format {}, this Lastwrite knows up to {}: use a newer "
                    "Lastwrite, or move the file away",
                    *format, kStoreFormat));
  }
  return {};
}

/// Structural damage anywhere in the file. Reads all of it, hence only in files of moderate size;
/// damage in larger ones is found when the page is read.
Result<void> check_pages(SqliteConnection& connection) {
  constexpr std::int64_t kPagesCheckedMax = 16 * 1024;
  const auto pages = query_integer(connection, "PRAGMA page_count");
  if (!pages) return propagate(pages);
  if (*pages > kPagesCheckedMax) return {};
  SqliteStatement statement;
  const auto prepared = statement.prepare(connection.db(), "PRAGMA quick_check(1)");
  if (!prepared) return propagate(prepared);
  auto run = statement.run();
  const auto row = run.step();
  if (!row) return propagate(row);
  if (*row && run.bytes(0) == "ok") return {};
  return refusal(
      connection,
      fmt::format("is damaged ({}): move it away and start again; the region then begins "
                  "empty and fetches its items from its peers",
                  run.bytes(0)));
}

}  // namespace

Result<void> create_schema(SqliteConnection& connection) {
  auto done = connection.begin();
  if (done) done = connection.execute(kTables);
  if (done) {
    done = connection.execute(
        fmt::format("INSERT INTO meta VALUES ('format', {})", kStoreFormat).c_str());
  }
  if (done) done = connection.commit();
  if (!done) (void)connection.rollback();
  return done;
}

Result<bool> check_schema(SqliteConnection& connection) {
  const auto objects = query_integer(connection, "SELECT count(*) FROM sqlite_schema");
  if (!objects) return propagate(objects);
  if (*objects == 0) return false;
  auto checked = check_format(connection);
  if (checked) checked = check_pages(connection);
  if (!checked) return propagate(checked);
  return true;
}

}  // namespace lastwrite

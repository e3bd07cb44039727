#include "region/store/sqlite_connection.h"

#include <sqlite3.h>

#include "region/base/check.h"
#include "region/store/sqlite_store.h"

namespace lastwrite {
namespace {

constexpr int kBusyTimeoutMs = 5000;

int note_wal_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path) {
  sqlite3* db = nullptr;
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &db, kFlags, nullptr);
  LW_CHECK(db != nullptr, "no memory to open {}", path);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(db));
  if (code != SQLITE_OK) return sqlite_failure(db, path);
  // The checkpointer's connection holds the log's locks for moments only.
  sqlite3_busy_timeout(db, kBusyTimeoutMs);
  return connection;
}

SqliteConnection::~SqliteConnection() {
  // close_v2 waits for the statements, which go right after it.
  sqlite3_close_v2(db_);
}

Result<void> SqliteConnection::use_write_ahead(Durability durability) {
  // NORMAL waits for the disk only in checkpoints: a commit is in the operating system's hands when
  // it returns, which a kill of the process cannot undo. FULL waits at every commit.
  auto done = execute(
      "PRAGMA journal_mode = WAL;"
      "PRAGMA wal_autocheckpoint = 0;"
      "PRAGMA temp_store = MEMORY;"
      "PRAGMA cache_size = -65536;"
      "PRAGMA journal_size_limit = 67108864;");
  if (done) {
    done = execute(durability == Durability::kFull ? "PRAGMA synchronous = FULL"
                                                   : "PRAGMA synchronous = NORMAL");
  }
  if (done) done = begin_.prepare(db_, "BEGIN IMMEDIATE");
  if (done) done = commit_.prepare(db_, "COMMIT");
  sqlite3_wal_hook(db_, note_wal_pages, &wal_pages_);
  return done;
}

std::string SqliteConnection::path() const {
  const char* name = sqlite3_db_filename(db_, "main");
  return name == nullptr ? "" : name;
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(db_) == 0;
}

Result<void> SqliteConnection::execute(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) return sqlite_failure(db_);
  return {};
}

Result<void> SqliteConnection::begin() {
  if (in_transaction()) return {};
  return begin_.run().finish();
}

Result<void> SqliteConnection::commit() {
  if (!in_transaction()) return {};
  return commit_.run().finish();
}

Result<void> SqliteConnection::rollback() {
  // SQLite itself may have rolled back after an I/O error.
  if (!in_transaction()) return {};
  return execute("ROLLBACK");
}

Result<void> SqliteConnection::checkpoint() {
  LW_CHECK(!in_transaction(), "checkpoint within a transaction");
  const int code =
      sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_failure(db_);
  // The next write begins the log anew, and its commit counts from there.
  wal_pages_ = 0;
  return {};
}

}  // namespace lastwrite

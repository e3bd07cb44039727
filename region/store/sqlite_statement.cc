#include "region/store/sqlite_statement.h"

#include <cstring>

#include <sqlite3.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

std::string file_of(sqlite3* db) {
  const char* name = sqlite3_db_filename(db, "main");
  return name == nullptr ? "" : name;
}

void check_bound(int code, int parameter) {
  LW_CHECK(code == SQLITE_OK, "binding parameter {} failed with SQLite code {}", parameter, code);
}

}  // namespace

Failure sqlite_failure(sqlite3* db, const std::string& path) {
  const std::string file = path.empty() ? file_of(db) : path;
  const int system_error = sqlite3_system_errno(db);
  switch (sqlite3_errcode(db)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return fail(ErrorCode::kCorrupt,
                  "the store file {} is damaged or not a store ({}): move it away and start again; "
                  "the region then begins empty and fetches its items from its peers",
                  file, sqlite3_errmsg(db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorCode::kIo, "the store file {} is in use by another process: stop that first",
                  file);
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return fail(
          ErrorCode::kIo,
          "cannot open the store file {} for writing ({}): give a directory that exists and "
          "that this user may write to",
          file, system_error != 0 ? std::strerror(system_error) : sqlite3_errmsg(db));
    case SQLITE_FULL:
      return fail(ErrorCode::kIo, "the disk is full: the store file {} cannot grow", file);
    default:
      return fail(ErrorCode::kIo, "the store file {} cannot be read or written: {}", file,
                  sqlite3_errmsg(db));
  }
}

SqliteRun::~SqliteRun() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

SqliteRun& SqliteRun::bind(int parameter, std::int64_t value) {
  check_bound(sqlite3_bind_int64(statement_, parameter, value), parameter);
  return *this;
}

SqliteRun& SqliteRun::bind_blob(int parameter, std::string_view bytes) {
  // A null pointer would bind NULL; an empty blob is not that.
  const char* data = bytes.empty() ? "" : bytes.data();
  check_bound(sqlite3_bind_blob64(statement_, parameter, data, bytes.size(), SQLITE_STATIC),
              parameter);
  return *this;
}

SqliteRun& SqliteRun::bind_text(int parameter, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  check_bound(
      sqlite3_bind_text64(statement_, parameter, data, text.size(), SQLITE_STATIC, SQLITE_UTF8),
      parameter);
  return *this;
}

SqliteRun& SqliteRun::bind_null(int parameter) {
  check_bound(sqlite3_bind_null(statement_, parameter), parameter);
  return *this;
}

Result<bool> SqliteRun::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_failure(sqlite3_db_handle(statement_));
}

Result<void> SqliteRun::finish() {
  const auto row = step();
  if (!row) return propagate(row);
  return {};
}

std::int64_t SqliteRun::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteRun::bytes(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool SqliteRun::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(statement_);
}

Result<void> SqliteStatement::prepare(sqlite3* db, std::string_view sql) {
  LW_CHECK(statement_ == nullptr, "prepared twice: {}", sql);
  const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) return sqlite_failure(db);
  return {};
}

}  // namespace lastwrite

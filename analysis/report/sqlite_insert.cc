#include "analysis/report/sqlite_insert.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace lastwrite {

SqliteInsert::SqliteInsert(sqlite3* database, const char* table, int columns)
    : database_(database) {
  std::string sql = fmt::format("INSERT INTO {} VALUES (?", table);
  for (int i = 1; i < columns; ++i) sql += ",?";
  check(sqlite3_prepare_v2(database_, (sql + ")").c_str(), -1, &statement_, nullptr));
}

SqliteInsert::~SqliteInsert() {
  sqlite3_finalize(statement_);
}

int SqliteInsert::bind(int column, const std::string& value) {
  return sqlite3_bind_text(statement_, column, value.data(), static_cast<int>(value.size()),
                           SQLITE_TRANSIENT);
}

int SqliteInsert::bind(int column, std::int64_t value) {
  return sqlite3_bind_int64(statement_, column, value);
}

int SqliteInsert::bind(int column, double value) {
  return sqlite3_bind_double(statement_, column, value);
}

int SqliteInsert::bind_null(int column) {
  return sqlite3_bind_null(statement_, column);
}

void SqliteInsert::step() {
  const int stepped = sqlite3_step(statement_);
  if (stepped != SQLITE_DONE) check(stepped);
  sqlite3_reset(statement_);
}

void SqliteInsert::check(int code) {
  if (code != SQLITE_OK && error_.empty()) error_ = sqlite3_errmsg(database_);
}

}  // namespace lastwrite

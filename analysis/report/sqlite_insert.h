// Inserts rows into one table of a database that is being built. Only for .cc files of this folder.
//
//   SqliteInsert insert(database, "phases", 3);
//   insert.row(strategy, at_ns, name);
//   insert.status()        // the first error, if any
//
// Threading: one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <sqlite3.h>

#include "region/base/result.h"

namespace lastwrite {

class SqliteInsert {
 public:
  SqliteInsert(sqlite3* database, const char* table, int columns) : database_(database) {
    std::string sql = fmt::format("INSERT INTO {} VALUES (?", table);
    for (int i = 1; i < columns; ++i) sql += ",?";
    check(sqlite3_prepare_v2(database_, (sql + ")").c_str(), -1, &statement_, nullptr));
  }
  SqliteInsert(const SqliteInsert&) = delete;
  SqliteInsert& operator=(const SqliteInsert&) = delete;
  ~SqliteInsert() { sqlite3_finalize(statement_); }

  template <typename... Values>
  void row(const Values&... values) {
    if (!error_.empty()) return;
    int column = 0;
    (check(bind(++column, values)), ...);
    const int stepped = sqlite3_step(statement_);
    if (stepped != SQLITE_DONE) check(stepped);
    sqlite3_reset(statement_);
  }

  Result<void> status() const {
    if (error_.empty()) return {};
    return fail(ErrorCode::kIo, "cannot write the run's database: {}", error_);
  }

 private:
  int bind(int column, const std::string& value) {
    return sqlite3_bind_text(statement_, column, value.data(), static_cast<int>(value.size()),
                             SQLITE_TRANSIENT);
  }
  int bind(int column, bool value) { return sqlite3_bind_int(statement_, column, value ? 1 : 0); }
  int bind(int column, std::int64_t value) { return sqlite3_bind_int64(statement_, column, value); }
  int bind(int column, std::uint64_t value) {
    return bind(column, static_cast<std::int64_t>(value));
  }
  int bind(int column, std::uint32_t value) { return bind(column, std::int64_t{value}); }
  template <typename T>
  int bind(int column, const std::optional<T>& value) {
    return value ? bind(column, *value) : sqlite3_bind_null(statement_, column);
  }

  void check(int code) {
    if (code != SQLITE_OK && error_.empty()) error_ = sqlite3_errmsg(database_);
  }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  std::string error_;
};

}  // namespace lastwrite

// Inserts rows into one table of a database that is being built. Only for .cc files that may
// include sqlite3.h.
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

#include "region/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lastwrite {

class SqliteInsert {
 public:
  SqliteInsert(sqlite3* database, const char* table, int columns);
  SqliteInsert(const SqliteInsert&) = delete;
  SqliteInsert& operator=(const SqliteInsert&) = delete;
  ~SqliteInsert();

  template <typename... Values>
  void row(const Values&... values) {
    if (!error_.empty()) return;
    int column = 0;
    (check(bind(++column, values)), ...);
    step();
  }

  Result<void> status() const {
    if (error_.empty()) return {};
    return fail(ErrorCode::kIo, "cannot write the run's database: {}", error_);
  }

 private:
  int bind(int column, const std::string& value);
  int bind(int column, std::int64_t value);
  int bind(int column, double value);
  int bind(int column, bool value) { return bind(column, std::int64_t{value}); }
  int bind(int column, std::uint64_t value) {
    return bind(column, static_cast<std::int64_t>(value));
  }
  int bind(int column, std::uint32_t value) { return bind(column, std::int64_t{value}); }
  int bind_null(int column);
  template <typename T>
  int bind(int column, const std::optional<T>& value) {
    return value ? bind(column, *value) : bind_null(column);
  }

  void step();
  void check(int code);

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  std::string error_;
};

}  // namespace lastwrite

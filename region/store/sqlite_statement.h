// A prepared SQLite statement, and one run of it.
//
//   auto run = statement.run();
//   run.bind(1, key.bytes).bind(2, 7);
//   while (true) {
//     Result<bool> row = run.step();         // false: no more rows
//     …  run.text(0)
//   }
//
// A run resets its statement when it goes; texts and blobs it gave are valid until its next step.
// Bound strings are not copied: they must outlive the run. Threading: one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "region/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lastwrite {

/// The failure that SQLite reports for the last call on `db`, naming the store's file: `path` where
/// `db` could not even be opened and knows no name.
Failure sqlite_failure(sqlite3* db, const std::string& path = "");

class SqliteRun {
 public:
  explicit SqliteRun(sqlite3_stmt* statement) : statement_(statement) {}
  ~SqliteRun();
  SqliteRun(const SqliteRun&) = delete;
  SqliteRun& operator=(const SqliteRun&) = delete;

  /// Parameters count from 1.
  SqliteRun& bind(int parameter, std::int64_t value);
  SqliteRun& bind_blob(int parameter, std::string_view bytes);
  SqliteRun& bind_text(int parameter, std::string_view text);
  SqliteRun& bind_null(int parameter);

  /// To the next row; false when there is none.
  Result<bool> step();
  /// Runs a statement that answers no rows.
  Result<void> finish();

  /// Columns count from 0.
  std::int64_t integer(int column) const;
  std::string_view bytes(int column) const;
  bool is_null(int column) const;

 private:
  sqlite3_stmt* statement_;
};

class SqliteStatement {
 public:
  SqliteStatement() = default;
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  Result<void> prepare(sqlite3* db, std::string_view sql);
  /// Requires: prepared, and no other run of it alive.
  SqliteRun run() { return SqliteRun(statement_); }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace lastwrite

// One open SQLite file and its one transaction, which begins with the first write.
//
//   auto connection = SqliteConnection::open(path);
//   (*connection)->use_write_ahead(Durability::kProcess);
//   (*connection)->begin();                    // no effect where a transaction is open
//   (*connection)->commit();
//
// open() changes nothing in a file that exists: look at it first, then use_write_ahead().
// Threading: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "region/base/result.h"
#include "region/store/sqlite_statement.h"

namespace lastwrite {

enum class Durability : std::uint8_t;

class SqliteConnection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path);
  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  sqlite3* db() const { return db_; }
  std::string path() const;
  bool in_transaction() const;
  int wal_pages() const { return wal_pages_; }

  Result<void> use_write_ahead(Durability durability);
  /// Runs statements that need no parameters and whose rows nobody reads.
  Result<void> execute(const char* sql);
  Result<void> begin();
  Result<void> commit();
  Result<void> rollback();
  Result<void> checkpoint();

 private:
  explicit SqliteConnection(sqlite3* db) : db_(db) {}

  sqlite3* db_;
  int wal_pages_ = 0;
  SqliteStatement begin_;
  SqliteStatement commit_;
};

}  // namespace lastwrite

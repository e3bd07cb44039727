// Small numbers for the names of tables and regions, so that rows need not repeat them.
//
//   Result<std::int64_t> id = names.intern("Orders");   // makes one when it must, in the open
//   transaction names.text(*id) == "Orders"
//
// Keeps all names in memory. Threading: one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "region/store/sqlite_connection.h"

namespace lastwrite {

class SqliteNames {
 public:
  explicit SqliteNames(SqliteConnection& connection) : connection_(connection) {}

  Result<void> prepare();
  /// Forgets what a rolled back transaction may have added.
  Result<void> reload();

  Result<std::int64_t> intern(const std::string& name);
  /// nullopt when no row mentions the name.
  std::optional<std::int64_t> id(const std::string& name) const;
  /// kCorrupt when no name has this number.
  Result<std::string> text(std::int64_t id) const;
  const std::map<std::int64_t, std::string>& all() const { return texts_; }

 private:
  SqliteConnection& connection_;
  std::map<std::string, std::int64_t> ids_;
  std::map<std::int64_t, std::string> texts_;
  SqliteStatement insert_;
  SqliteStatement list_;
};

}  // namespace lastwrite

// The facts of a SqliteStore: table `facts`. Threading: one thread.
#pragma once

#include "region/store/sqlite_connection.h"
#include "region/store/store.h"

namespace lastwrite {

class SqliteFacts final : public FactStore {
 public:
  explicit SqliteFacts(SqliteConnection& connection) : connection_(connection) {}

  Result<void> prepare();

  Result<std::optional<std::string>> get(const std::string& name) override;
  Result<void> put(const std::string& name, const std::string& value) override;
  Result<void> erase(const std::string& name) override;
  Result<std::vector<std::pair<std::string, std::string>>> list(const std::string& prefix) override;

 private:
  SqliteConnection& connection_;
  SqliteStatement get_;
  SqliteStatement put_;
  SqliteStatement erase_;
  SqliteStatement list_;
};

}  // namespace lastwrite

#include "tests/live/support/run_database.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace lastwrite {

std::int64_t query(const std::string& database, const std::string& sql) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open_v2(database.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::int64_t answer = -1;
  const auto take = [](void* into, int, char** values, char**) {
    *static_cast<std::int64_t*>(into) = values[0] ? std::stoll(values[0]) : -1;
    return 0;
  };
  char* error = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), take, &answer, &error), SQLITE_OK)
      << (error ? error : "");
  sqlite3_free(error);
  sqlite3_close(db);
  return answer;
}

}  // namespace lastwrite

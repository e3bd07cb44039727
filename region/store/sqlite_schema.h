// The tables of a store file and the format that they are in.
//
//   Result<bool> made = check_schema(connection);      // false: an empty file
//   if (made && !*made) create_schema(connection);
//
// kCorrupt: not a store, damaged, or of a newer format. Checking changes nothing. Threading: one
// thread.
#pragma once

#include "region/store/sqlite_connection.h"

namespace lastwrite {

inline constexpr int kStoreFormat = 1;

Result<bool> check_schema(SqliteConnection& connection);
Result<void> create_schema(SqliteConnection& connection);

}  // namespace lastwrite

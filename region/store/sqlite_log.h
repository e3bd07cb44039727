// The change log of a SqliteStore: table `log`, keyed by position = origin number * 2^48 +
// sequence, so that each origin's changes lie side by side in order and an append goes to the end
// of its range.
//
// Heads are kept in memory and derived from the table when a file is opened; only a trim, which may
// remove the last change, writes one down. Threading: one thread.
#pragma once

#include <map>

#include "region/store/sqlite_connection.h"
#include "region/store/sqlite_names.h"
#include "region/store/store.h"

namespace lastwrite {

class SqliteLog final : public ChangeLog {
 public:
  SqliteLog(SqliteConnection& connection, SqliteNames& names)
      : connection_(connection), names_(names) {}

  Result<void> prepare();
  /// Forgets what a rolled back transaction may have added. Requires: names reloaded.
  Result<void> reload();

  Result<void> append(const ChangeRecord& record) override;
  Result<std::vector<ChangeRecord>> read(const RegionName& origin, std::uint64_t after,
                                         std::size_t limit, std::size_t bytes_max) override;
  Result<std::uint64_t> first(const RegionName& origin) override;
  Result<std::uint64_t> head(const RegionName& origin) override;
  Result<std::size_t> trim(const RegionName& origin, std::uint64_t through,
                           std::size_t limit) override;

 private:
  Result<std::uint64_t> stored_head(std::int64_t origin_id);
  Result<ChangeRecord> read_row(const SqliteRun& row, const RegionName& origin) const;

  SqliteConnection& connection_;
  SqliteNames& names_;
  std::map<std::int64_t, std::uint64_t> heads_;  // by origin number
  SqliteStatement append_;
  SqliteStatement read_;
  SqliteStatement first_;
  SqliteStatement trim_;
  SqliteStatement keep_head_;
  SqliteStatement stored_head_;
};

}  // namespace lastwrite

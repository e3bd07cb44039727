// The items of a SqliteStore: table `items`, one row for each item or tombstone.
//
// Threading: one thread.
#pragma once

#include "region/store/sqlite_connection.h"
#include "region/store/sqlite_names.h"
#include "region/store/store.h"

namespace lastwrite {

class SqliteItems final : public ItemStore {
 public:
  SqliteItems(SqliteConnection& connection, SqliteNames& names)
      : connection_(connection), names_(names) {}

  Result<void> prepare();

  Result<std::optional<StoredItem>> get(const TableName& table, const ItemKey& key) override;
  Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) override;
  Result<void> erase(const TableName& table, const ItemKey& key) override;
  Result<std::vector<KeyedItem>> scan(const TableName& table, const std::optional<ItemKey>& after,
                                      std::size_t limit) override;
  Result<std::vector<KeyedItem>> range(const TableName& table, const KeyRange& range,
                                       std::size_t limit) override;

 private:
  Result<void> read_rows(SqliteRun& run, std::vector<KeyedItem>& page) const;
  Result<StoredItem> read_row(const SqliteRun& row) const;

  SqliteConnection& connection_;
  SqliteNames& names_;
  SqliteStatement get_;
  SqliteStatement put_;
  SqliteStatement erase_;
  SqliteStatement scan_;
  SqliteStatement ascending_;
  SqliteStatement descending_;
};

}  // namespace lastwrite

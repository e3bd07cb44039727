// The tables of a region, kept in the store's facts and mirrored in memory. Threading: the region's
// loop.
#pragma once

#include <map>
#include <vector>

#include "region/base/result.h"
#include "region/engine/requests.h"
#include "region/store/store.h"

namespace lastwrite {

class Catalog {
 public:
  /// Reads all tables from `facts`. Call again after a rollback. kCorrupt names the table that is
  /// damaged.
  Result<void> load(FactStore& facts);

  /// kResourceInUse when the name is taken, kValidation when the definition is not one.
  Result<TableDescription> create(FactStore& facts, const CreateTableInput& input,
                                  WallTime created = {});

  /// Keeps `description` in place of what is known of its table, or as a new one. Pointers to it
  /// stay good.
  Result<void> put(FactStore& facts, const TableDescription& description);

  /// Forgets the table; its items are the caller's to erase. Missing is no error.
  Result<void> erase(FactStore& facts, const TableName& table);

  /// kResourceNotFound when there is no such table. The pointer holds until the next load() or
  /// erase() of the table.
  Result<const TableDescription*> find(const TableName& table) const;

  /// The same of a table that can be read and written: not one that is being made or deleted.
  Result<const TableDescription*> find_active(const TableName& table) const;

  /// In byte order of the names.
  std::vector<TableName> names() const;

  /// Whether any table has an index that is being filled or deleted (index_fill.h).
  bool unfinished_indexes() const { return unfinished_indexes_; }

 private:
  void note_unfinished();

  std::map<TableName, TableDescription> tables_;
  bool unfinished_indexes_ = false;
};

}  // namespace lastwrite

// The deletes whose tombstones this region still keeps, oldest knowledge first, and their
// collection.
//
// A tombstone goes only when every peer has acknowledged the delete (`stable`) and this region's
// own clock is past the delete's stamp by `grace`: a later local write then cannot get a smaller
// stamp than the delete had (but under rule `wall` with a clock that steps back by more than the
// grace). What it does not do: wait for changes of third regions still under way; `grace` must
// exceed the longest such journey. Threading: the region's loop.
#pragma once

#include <deque>
#include <vector>

#include <absl/functional/function_ref.h>

#include "region/base/time.h"
#include "region/store/store.h"

namespace lastwrite {

class Tombstones {
 public:
  /// Whether all regions have applied `origin`'s changes up to `sequence`.
  using Stable = absl::FunctionRef<bool(const RegionName& origin, std::uint64_t sequence)>;

  /// Finds the tombstones of all tables by a scan.
  Result<void> load(ItemStore& items, const std::vector<TableName>& tables);

  /// A delete was installed.
  void note(const TableName& table, const ItemKey& key, const StoredItem& tombstone);

  /// Erases those that may go, looking at no more than `limit`; returns how many went.
  Result<std::size_t> collect(ItemStore& items, WallTime now, Duration grace, std::size_t limit,
                              Stable stable);

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    TableName table;
    ItemKey key;
    Stamp version;
    std::uint64_t sequence;
  };

  std::deque<Entry> entries_;
};

}  // namespace lastwrite

// SEAM: where a region keeps its items, its change log (transactional outbox and stream in one) and
// its small facts. Implementations: SqliteStore, MemoryStore, FaultyStore (a decorator).
//
//   store.items().put(table, key, {.version = stamp, .item = item});
//   store.log().append(record);
//   store.commit();                      // both or neither
//
// Invariants of every implementation (tests/region/store/store_contract_test.cc):
//   1. Everything since the last commit() or rollback() is one transaction over items, log and
//   facts.
//   2. Reads see the open transaction.
//   3. After commit() returned success, a killed process (with durability kFull: a power cut) loses
//   nothing.
//   4. After a failed commit() the caller must rollback().
// Threading: one thread, the region's loop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "region/base/result.h"
#include "region/version/change_record.h"

namespace lastwrite {

/// The newest version of an item that this region knows; a tombstone when `item` is nullopt.
struct StoredItem {
  Stamp version;
  std::optional<Item> item;
  OperationId operation = OperationId::kNone;  // the observer's
  std::uint64_t sequence = 0;                  // the change's sequence at its origin (0: not known)
  std::optional<AttributeStamps> attributes = {};  // with conflicts by attributes

  friend bool operator==(const StoredItem&, const StoredItem&) = default;
};

using KeyedItem = std::pair<ItemKey, StoredItem>;

/// Keys from `low` on, below `high` (empty: to the last), as bytes.
struct KeyRange {
  std::string low = {};
  std::string high = {};
  bool descending = false;

  friend bool operator==(const KeyRange&, const KeyRange&) = default;
};

class ItemStore {
 public:
  virtual ~ItemStore() = default;
  virtual Result<std::optional<StoredItem>> get(const TableName& table, const ItemKey& key) = 0;
  virtual Result<void> put(const TableName& table, const ItemKey& key, const StoredItem& item) = 0;
  /// Forgets an item or tombstone altogether (tombstone collection). Missing is no error.
  virtual Result<void> erase(const TableName& table, const ItemKey& key) = 0;
  /// Up to `limit` entries with keys after `after` (nullopt: from the first) in byte order,
  /// tombstones included.
  virtual Result<std::vector<KeyedItem>> scan(const TableName& table,
                                              const std::optional<ItemKey>& after,
                                              std::size_t limit) = 0;
  /// Up to `limit` entries of the range, in its direction, tombstones included.
  virtual Result<std::vector<KeyedItem>> range(const TableName& table, const KeyRange& range,
                                               std::size_t limit) = 0;
};

class ChangeLog {
 public:
  virtual ~ChangeLog() = default;
  /// Appends a change accepted here (record.stamp.region is this region, record.sequence its own
  /// dense sequence) or installed from a peer (seen by this region's stream, never sent on).
  virtual Result<void> append(const ChangeRecord& record) = 0;
  /// Changes accepted by `origin` with sequence > `after`, in order: at most `limit`, and no more
  /// once their items exceed `bytes_max` together (but always one when there is one).
  virtual Result<std::vector<ChangeRecord>> read(const RegionName& origin, std::uint64_t after,
                                                 std::size_t limit, std::size_t bytes_max) = 0;
  /// Sequence of the first change of `origin` still in the log, or head + 1 when there is none.
  virtual Result<std::uint64_t> first(const RegionName& origin) = 0;
  /// Sequence of the last change of `origin` ever appended, trimmed or not; 0 when there was none.
  virtual Result<std::uint64_t> head(const RegionName& origin) = 0;
  /// Forgets changes of `origin` with sequence <= `through`, at most `limit`; returns how many.
  virtual Result<std::size_t> trim(const RegionName& origin, std::uint64_t through,
                                   std::size_t limit) = 0;
};

/// Small named facts: tables, cursors, the store's generation, the last stamp.
class FactStore {
 public:
  virtual ~FactStore() = default;
  virtual Result<std::optional<std::string>> get(const std::string& name) = 0;
  virtual Result<void> put(const std::string& name, const std::string& value) = 0;
  virtual Result<void> erase(const std::string& name) = 0;
  /// All facts whose name begins with `prefix`, in byte order.
  virtual Result<std::vector<std::pair<std::string, std::string>>> list(
      const std::string& prefix) = 0;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual ItemStore& items() = 0;
  virtual ChangeLog& log() = 0;
  virtual FactStore& facts() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;
};

}  // namespace lastwrite

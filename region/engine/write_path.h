// What all local writes share: stamp, decide, install, log, tell the observer.
//
// Seam for other replication modes: a strongly consistent table will put its agreement between the
// decision and the reply; operations only compute the new item.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/install_item.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// A write whose condition held and whose outcome is computed and checked, but not written yet.
/// `item` nullopt: delete.
struct LocalWrite {
  const TableDescription* table = nullptr;  // of the catalog
  ItemKey key = {};
  std::optional<StoredItem> previous = {};
  std::optional<Item> item = {};
  OperationId operation = OperationId::kNone;
  bool conditional = false;
  bool atomic = false;  // the item depends on the previous one's values
  Installer installer = Installer::kClient;
  std::vector<std::string> computed = {};  // attributes that depend on their own previous value
  bool computes = false;                   // any of them does
};

/// What a write finds: its table, its key, the version that stands there.
struct Found {
  const TableDescription* table = nullptr;
  ItemKey key = {};
  std::optional<StoredItem> stored = {};

  /// The item itself, nullptr where there is none (a tombstone is none).
  const Item* item() const { return stored && stored->item ? &*stored->item : nullptr; }
};

/// kResourceNotFound, kValidation. `whole`: `attributes` are an item, of which the key is a part;
/// else they are the key and nothing more.
Result<Found> find_item(Engine& engine, const TableName& table, const Item& attributes, bool whole);

/// A write of `item` over what was found. kConditionalCheckFailed, kItemTooLarge, kValidation.
Result<LocalWrite> prepare_write(Found found, std::optional<Item> item,
                                 const std::optional<Condition>& condition, OperationId operation);

/// Accepts the write as of now. A definite error has written nothing.
Result<WriteOutput> accept_write(Engine& engine, LocalWrite write);

/// kConditionalCheckFailed when there is a condition and it does not hold of `item`
/// (nullptr: none).
Result<void> check_condition(const std::optional<Condition>& condition, const Item* item);

}  // namespace lastwrite

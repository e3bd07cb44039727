// What all local writes share: stamp, decide, install, log, tell the observer.
//
// Seam for other replication modes: a strongly consistent table will put its agreement between the
// decision and the reply; operations only compute the new item.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// A write whose condition held and whose outcome is computed. `item` nullopt: delete.
struct LocalWrite {
  const TableDescription& table;
  const ItemKey& key;
  const std::optional<StoredItem>& previous;
  std::optional<Item> item;
  OperationId operation = OperationId::kNone;
  bool conditional = false;
  bool atomic = false;                     // the item depends on the previous one's values
  std::vector<std::string> computed = {};  // attributes that depend on their own previous value
};

/// Accepts the write as of now. kItemTooLarge over 400 KB, kValidation when nested too deep.
Result<WriteOutput> accept_write(Engine& engine, LocalWrite write);

/// kConditionalCheckFailed when there is a condition and it does not hold of `previous`.
Result<void> check_condition(const std::optional<Condition>& condition,
                             const std::optional<StoredItem>& previous);

}  // namespace lastwrite

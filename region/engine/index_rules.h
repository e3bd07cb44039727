// What indexes a table may have, and what of an item they refuse (developer guide, "Constraints";
// API reference, GlobalSecondaryIndex, LocalSecondaryIndex).
//
// Threading: pure functions.
#pragma once

#include "region/engine/table_description.h"

namespace lastwrite {

/// kValidation: too many indexes, a name used twice, a key that is none, a projection that says too
/// much.
Result<void> check_indexes(const TableDescription& table);

/// kValidation where `item` has, under the name of an index's key attribute, what that key cannot
/// be. An attribute that is missing is no mistake: the item is then not in the index. Of an update
/// of `updated_from` only what it changed is looked at: what a peer wrote, or what was there before
/// the index, may stay as it is and out of the index. Changes of peers are not asked.
Result<void> check_index_keys(const TableDescription& table, const Item& item,
                              const Item* updated_from = nullptr);

}  // namespace lastwrite

// What indexes a table may have, and what of an item they refuse (developer guide, "Constraints";
// API reference, GlobalSecondaryIndex, LocalSecondaryIndex).
//
// Threading: pure functions.
#pragma once

#include <cstdint>

#include "region/engine/table_description.h"

namespace lastwrite {

/// kValidation: too many indexes, a name used twice, a key that is none, a projection that says too
/// much.
Result<void> check_indexes(const TableDescription& table);

enum class IndexedWrite : std::uint8_t { kPut, kUpdate };

/// kValidation where `item` has, under the name of an index's key attribute, what that key cannot
/// be. An attribute that is missing is no mistake: the item is then not in the index. Changes of
/// peers are not asked: what does not fit is not in the index.
Result<void> check_index_keys(const TableDescription& table, const Item& item, IndexedWrite write);

}  // namespace lastwrite

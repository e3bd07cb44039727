// Keeps the indexes of a table at what its items are: called where a version takes its place
// (install_item.h), for tables that have an index.
#pragma once

#include "region/engine/install_item.h"

namespace lastwrite {

/// Moves the item's entries from where `before` stood to where `after` stands. An index that is
/// being filled takes part already; one that is being deleted gets no new entries. Errors: those of
/// the store.
Result<void> keep_indexes(Engine& engine, const Installation& installation);

}  // namespace lastwrite

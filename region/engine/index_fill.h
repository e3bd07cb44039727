// Indexes that come and go while the table is in use: filled, and emptied, in steps of a turn each.
//
//   Result<std::optional<ItemKey>> next = fill_index_step(engine, table, "by-customer", {});
//   while (next && *next) next = fill_index_step(engine, table, "by-customer", *next);
//
// Writes keep an index from the moment that the catalog has it (index_upkeep.h): the walk over the
// items and the writes beside it give the whole. Filling is idempotent: after a restart or a
// rollback it may begin anew or go on from any earlier place. region/node/index_builder.h runs the
// steps.
//
// Threading: the region's loop, in its open transaction. Errors: those of the store.
#pragma once

#include <optional>
#include <string>

#include "region/engine/engine.h"

namespace lastwrite {

/// Enters up to a hundred items that come after `after` (nullopt: from the first) into an index
/// that is kCreating. Returns where to go on; nullopt: the index is complete and now kActive, or
/// there is nothing of the kind to fill.
Result<std::optional<ItemKey>> fill_index_step(Engine& engine, const TableName& table,
                                               const std::string& index,
                                               const std::optional<ItemKey>& after);

/// Erases some hundred entries of an index that is kDeleting. Returns whether there are more; with
/// the last of them the index goes from the table's description.
Result<bool> drop_index_step(Engine& engine, const TableName& table, const std::string& index);

/// Erases some hundred entries of an index, whatever becomes of it: for tables that are deleted.
/// Returns whether there are more.
Result<bool> erase_index_entries_step(Engine& engine, const TableName& table,
                                      const IndexDescription& index);

}  // namespace lastwrite

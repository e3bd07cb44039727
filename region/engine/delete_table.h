// DeleteTable: the table is gone for clients at once, and its items in the background.
#pragma once

#include "region/engine/engine.h"

namespace lastwrite {

/// What of a global table goes.
enum class DeleteScope : std::uint8_t { kReplica, kEveryReplica };

/// The description it had. kResourceNotFound, kResourceInUse, kValidation where it is protected.
Result<TableDescription> delete_table(Engine& engine, const TableName& table,
                                      DeleteScope scope = DeleteScope::kReplica);

/// Erases some items of a table whose deletion has begun, at last the table. True: there is more.
Result<bool> delete_table_step(Engine& engine, const TableName& table, std::size_t limit);

}  // namespace lastwrite

// DeleteTable: the table is gone for clients at once, and its items in the background.
#pragma once

#include "region/engine/engine.h"

namespace lastwrite {

/// The description it had. kResourceNotFound, kResourceInUse, kValidation where it is protected. Of
/// a global table only this region's replica goes, as the other regions are told.
Result<TableDescription> delete_table(Engine& engine, const TableName& table);

/// Erases some items of a table whose deletion has begun, at last the table. True: there is more.
Result<bool> delete_table_step(Engine& engine, const TableName& table, std::size_t limit);

}  // namespace lastwrite

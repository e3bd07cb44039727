// Changes what is set on a table: its stream, its time to live, its throughput, …
//
//   TableDescription table = **engine.catalog().find(name);
//   table.time_to_live = "expires";
//   change_table(engine, table);
//
// The one way by which an operation changes a table that exists, so that what follows from a change
// stands in one place. Errors: those of the store. Threading: the region's loop.
#pragma once

#include "region/engine/engine.h"

namespace lastwrite {

Result<void> change_table(Engine& engine, const TableDescription& description);

}  // namespace lastwrite

// CreateTable: a table of this region alone, or one that every region is told to join.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// kResourceInUse, kValidation. Unlike Catalog::create() it tells the peers.
Result<TableDescription> create_table(Engine& engine, const CreateTableInput& input);

}  // namespace lastwrite

// UpdateItem: edits attributes of the local version, or creates the item.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"
#include "region/engine/write_path.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed, kItemTooLarge.
Result<WriteOutput> update_item(Engine& engine, const UpdateItemInput& input);

/// The same, but for the writing: for operations that write several items or none.
Result<LocalWrite> prepare_update(Engine& engine, const UpdateItemInput& input);

}  // namespace lastwrite

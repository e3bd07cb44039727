// UpdateItem: edits attributes of the local version, or creates the item.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed, kItemTooLarge.
Result<WriteOutput> update_item(Engine& engine, const UpdateItemInput& input);

}  // namespace lastwrite

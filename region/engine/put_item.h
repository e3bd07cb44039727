// PutItem: creates an item or replaces it whole, if its condition holds of the local version.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"
#include "region/engine/write_path.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed, kItemTooLarge.
Result<WriteOutput> put_item(Engine& engine, const PutItemInput& input);

/// The same, but for the writing: for operations that write several items or none.
Result<LocalWrite> prepare_put(Engine& engine, const PutItemInput& input);

}  // namespace lastwrite

// DeleteItem: replaces the local version by a tombstone, also when there was none.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed.
Result<WriteOutput> delete_item(Engine& engine, const DeleteItemInput& input);

}  // namespace lastwrite

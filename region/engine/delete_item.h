// DeleteItem: replaces the local version by a tombstone, also when there was none.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"
#include "region/engine/write_path.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed.
Result<WriteOutput> delete_item(Engine& engine, const DeleteItemInput& input);

/// The same, but for the writing: for operations that write several items or none.
Result<LocalWrite> prepare_delete(Engine& engine, const DeleteItemInput& input);

}  // namespace lastwrite

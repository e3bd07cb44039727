// PutItem: creates an item or replaces it whole, if its condition holds of the local version.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// kResourceNotFound, kValidation, kConditionalCheckFailed, kItemTooLarge.
Result<WriteOutput> put_item(Engine& engine, const PutItemInput& input);

}  // namespace lastwrite

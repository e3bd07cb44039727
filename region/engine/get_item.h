// GetItem: the local version. ConsistentRead is always local in multi-region eventual consistency.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

/// kResourceNotFound, kValidation.
Result<GetItemOutput> get_item(Engine& engine, const GetItemInput& input);

/// The same for those who look after the capacity that it takes (throughput.h).
Result<GetItemOutput> read_item(Engine& engine, const GetItemInput& input);

}  // namespace lastwrite

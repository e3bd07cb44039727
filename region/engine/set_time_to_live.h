// Sets a table's time to live in this region alone, as its gRPC interface does: whoever asks sees
// to the others. The DynamoDB API announces the change to all replicas in place of it
// (region/api/ttl_operations.h). Errors: kResourceNotFound, kValidation for an attribute's name
// that is too long, those of the store. Threading: the region's loop.
#pragma once

#include "region/engine/engine.h"
#include "region/engine/requests.h"

namespace lastwrite {

Result<TableDescription> set_time_to_live(Engine& engine, const TimeToLiveInput& input);

}  // namespace lastwrite

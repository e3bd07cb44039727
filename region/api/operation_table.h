// The operations of the API by their targets: "DynamoDB_20120810.GetItem",
// "DynamoDBStreams_20120810.GetRecords".
//
// Threading: pure functions.
#pragma once

#include <string_view>

#include "region/api/api_call.h"

namespace lastwrite {

/// nullptr: no such operation, or not one of ours.
ApiOperation find_operation(std::string_view target);

}  // namespace lastwrite

// The operations of the API by their names.
//
// Threading: pure functions.
#pragma once

#include <string_view>

#include "region/api/api_call.h"

namespace lastwrite {

/// nullptr: no such operation, or not one of ours.
ApiOperation find_operation(std::string_view name);

}  // namespace lastwrite

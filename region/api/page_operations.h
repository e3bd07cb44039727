// Query and Scan.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void query_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void scan_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite

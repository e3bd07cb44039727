// UpdateTimeToLive and DescribeTimeToLive. (The sweep itself: region/engine/ttl_sweep.h.)
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void update_time_to_live_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void describe_time_to_live_api(const boost::json::object& body, ApiContext& context,
                               ApiReply reply);

}  // namespace lastwrite

// BatchGetItem and BatchWriteItem.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void batch_get_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void batch_write_item_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite

// TransactWriteItems and TransactGetItems.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void transact_write_items_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void transact_get_items_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite

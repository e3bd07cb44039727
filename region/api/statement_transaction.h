// ExecuteTransaction: PartiQL statements, all reads or all writes and checks.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void execute_transaction_api(const boost::json::object& body, ApiContext& context, ApiReply reply);

}  // namespace lastwrite

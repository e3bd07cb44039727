// ExecuteStatement and BatchExecuteStatement.
#pragma once

#include "region/api/api_call.h"

namespace lastwrite {

void execute_statement_api(const boost::json::object& body, ApiContext& context, ApiReply reply);
void batch_execute_statement_api(const boost::json::object& body, ApiContext& context,
                                 ApiReply reply);

}  // namespace lastwrite

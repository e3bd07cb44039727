// Query: the items of one partition, in the order of their sort keys.
#pragma once

#include "region/engine/page.h"
#include "region/expression/key_condition.h"

namespace lastwrite {

struct QueryInput {
  TableName table;
  Condition key;  // the parsed KeyConditionExpression
  bool forward = true;
  PageInput page = {};
  bool keys_in_filter = false;  // the filter may name attributes of the key too
};

/// kResourceNotFound, kValidation.
Result<PageOutput> query(Engine& engine, const QueryInput& input);

}  // namespace lastwrite

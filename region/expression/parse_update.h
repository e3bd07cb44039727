// UpdateExpression texts to updates.
//
//   Result<Update> bump = parse_update("SET #c = if_not_exists(#c, :zero) + :one", placeholders);
//
// Grammar (developer guide, "Using update expressions in DynamoDB"); words in any case, each clause
// at most once:
//   update  = { SET set {"," set} | REMOVE path {"," path} | ADD path :v {…} | DELETE path :v {…} }
//   set     = path "=" value          value = operand [ ("+" | "-") operand ]
//   operand = path | :v | if_not_exists "(" path "," value ")" | list_append "(" value "," value
//   ")"
//           | "(" value ")"
// Threading: pure functions.
#pragma once

#include <string_view>

#include "region/base/result.h"
#include "region/expression/placeholders.h"
#include "region/expression/update.h"

namespace lastwrite {

/// kValidation with DynamoDB's words, which begin with "Invalid UpdateExpression: ".
Result<Update> parse_update(std::string_view text, Placeholders& placeholders);

}  // namespace lastwrite

// Condition texts to conditions: ConditionExpression, FilterExpression and KeyConditionExpression.
//
//   Result<Condition> unchanged = parse_condition("ConditionExpression", "#v = :seen",
//   placeholders);
//
// Grammar (developer guide, "Condition and filter expressions, operators, and functions"); words of
// the language in any case:
//   condition  = conjunction { OR conjunction }          conjunction = negation { AND negation }
//   negation   = NOT negation | "(" condition ")" | test
//   test       = operand comparator operand | operand BETWEEN operand AND operand
//              | operand IN "(" operand { "," operand } ")" | function
//   operand    = path | :value | size "(" path ")" | "(" operand ")"
// Threading: pure functions.
#pragma once

#include <string_view>

#include "region/base/result.h"
#include "region/expression/condition.h"
#include "region/expression/placeholders.h"

namespace lastwrite {

/// kValidation with DynamoDB's words, which begin with "Invalid <kind>: ".
Result<Condition> parse_condition(std::string_view kind, std::string_view text,
                                  Placeholders& placeholders);

}  // namespace lastwrite

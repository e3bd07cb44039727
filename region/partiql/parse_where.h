// The condition of a WHERE clause.
//
// Grammar (developer guide, "PartiQL for DynamoDB: SELECT statements", and the functions):
//   condition  = conjunction { OR conjunction }          conjunction = negation { AND negation }
//   negation   = NOT negation | test
//   test       = operand comparator operand | operand [NOT] BETWEEN operand AND operand
//              | operand [NOT] IN list | path IS [NOT] type | function | "(" condition ")"
//   operand    = path | value | size "(" path ")" | "(" operand ")"
// IS MISSING means an attribute that is not there, IS NULL one that is there and NULL.
// Threading: pure functions.
#pragma once

#include "region/expression/condition.h"
#include "region/partiql/statement_parser.h"

namespace lastwrite {

/// kValidation.
Result<Condition> parse_where(StatementParser& parser);

}  // namespace lastwrite

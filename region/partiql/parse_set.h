// The clauses of an UPDATE: SET path = value, REMOVE path, as often as wanted.
//
//   SET n = n + ? SET tags = set_add(tags, <<'x'>>) REMOVE old
//
// Grammar (developer guide, "PartiQL update statements for DynamoDB"):
//   clauses = { SET set {"," set} | REMOVE path {"," path} }
//   set     = path "=" value          value = operand [ ("+" | "-") operand ]
//   operand = path | literal | if_not_exists "(" path "," value ")"
//           | list_append "(" value "," value ")" | "(" value ")"
//   or, as the whole value: set_add "(" path "," set ")" | set_delete "(" path "," set ")"
// Threading: pure functions.
#pragma once

#include "region/expression/update.h"
#include "region/partiql/statement_parser.h"

namespace lastwrite {

/// kValidation.
Result<Update> parse_set_clauses(StatementParser& parser);

}  // namespace lastwrite

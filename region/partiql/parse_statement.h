// PartiQL statements as DynamoDB has them.
//
//   Result<Statement> statement = parse_statement("SELECT * FROM \"Orders\" WHERE id = ?", {"a"});
//
// Grammar (developer guide, "PartiQL - a SQL-compatible query language for Amazon DynamoDB"); words
// of the language in any case, a `;` may end it:
//   SELECT ("*" | path {"," path}) FROM table ["." index] [WHERE condition]
//          [ORDER BY name [ASC|DESC] {"," …}]
//   INSERT INTO table VALUE item
//   UPDATE table {SET …|REMOVE …} [WHERE condition] [RETURNING (ALL|MODIFIED) (OLD|NEW) "*"]
//   DELETE FROM table [WHERE condition] [RETURNING ALL OLD "*"]
//   EXISTS "(" SELECT … ")"
// Not here: which part of a condition is a key (read_plan.h, write_action.h).
// Threading: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "region/partiql/statement.h"

namespace lastwrite {

/// kValidation, with DynamoDB's words where they are known.
Result<Statement> parse_statement(std::string_view text,
                                  const std::vector<AttributeValue>& parameters);

}  // namespace lastwrite

// Literals of PartiQL: 'text', 12.5, true, null, [1, 2], {'a': 1}, <<1, 2>>; and parameters.
//
//   Result<AttributeValue> value = parse_value(parser);      // [1, 'two'] is an L
//
// A parameter stands for a whole value, or for a member of the item of an INSERT; within other
// literals it is refused, as the service does. Threading: pure functions.
#pragma once

#include "region/partiql/statement_parser.h"

namespace lastwrite {

/// Whether a literal or a parameter stands here.
bool at_value(const StatementParser& parser);
/// Requires nothing: anything else is malformed. kValidation.
Result<AttributeValue> parse_value(StatementParser& parser);
/// The item of an INSERT.
Result<Item> parse_item(StatementParser& parser);

}  // namespace lastwrite

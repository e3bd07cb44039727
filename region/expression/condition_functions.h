// The functions of conditions: what each takes, and what it is.
//
// Threading: pure functions.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "region/expression/condition.h"
#include "region/expression/expression_parser.h"

namespace lastwrite {

/// A condition, or size()'s operand.
using FunctionCall = std::variant<Condition, Operand>;

/// The call of `name` with `arguments`. Mistakes are noted with the parser; the result then stands
/// for nothing.
FunctionCall call_function(ExpressionParser& parser, std::string_view name,
                           std::vector<Operand> arguments);

/// Notes kNotDistinct where a test compares a path with itself.
void check_distinct(ExpressionParser& parser, std::string_view test, const Operand& a,
                    const Operand& b);

}  // namespace lastwrite

// The functions of conditions: what each takes, and what it is.
//
// Threading: pure functions.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "region/expression/condition.h"
#include "region/expression/mistakes.h"

namespace lastwrite {

/// A condition, or size()'s operand.
using FunctionCall = std::variant<Condition, Operand>;

/// The call of `name` with `arguments`. Mistakes are noted; the result then stands for nothing.
FunctionCall call_function(Mistakes& mistakes, std::string_view name,
                           std::vector<Operand> arguments);

}  // namespace lastwrite

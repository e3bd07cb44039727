// The functions of SET: what each takes, and what it computes.
//
// Threading: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "region/expression/mistakes.h"
#include "region/expression/update_value.h"

namespace lastwrite {

/// if_not_exists or list_append with `arguments`. Mistakes are noted; the result then stands for
/// nothing.
UpdateValue call_update_function(Mistakes& mistakes, std::string_view name,
                                 std::vector<UpdateValue> arguments);

/// `symbol`: "+" or "-".
UpdateValue arithmetic_of(Mistakes& mistakes, std::string_view symbol, UpdateValue left,
                          UpdateValue right);

}  // namespace lastwrite

// The tests of conditions from their operands: what is wrong with them whatever the item is noted.
//
//   Condition test = comparison_of(mistakes, attribute("n"), "<", Number(5));
//
// Threading: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "region/expression/condition.h"
#include "region/expression/mistakes.h"

namespace lastwrite {

/// A comparator's symbol: = <> < <= > >=.
bool is_comparator(std::string_view symbol);

/// Requires: is_comparator(symbol).
Condition comparison_of(Mistakes& mistakes, Operand left, std::string_view symbol, Operand right);
Condition between_of(Mistakes& mistakes, Operand value, Operand low, Operand high);
Condition in_of(Mistakes& mistakes, Operand value, std::vector<Operand> choices);

/// Notes kNotDistinct where a test compares a path with itself.
void check_distinct(Mistakes& mistakes, std::string_view test, const Operand& a, const Operand& b);

}  // namespace lastwrite

// Conditions to and from the wire.
#pragma once

#include "region/base/result.h"
#include "region/expression/condition.h"

namespace lastwrite {

namespace v1 {
class Condition;
}  // namespace v1

/// Conditions nested deeper than this are refused: the parser's recursion is bounded.
inline constexpr int kConditionDepthMax = 64;

/// kValidation where the message is no condition.
Result<Condition> condition_from_proto(const v1::Condition& in, int depth = 0);
void to_proto(const Condition& condition, v1::Condition* out);

}  // namespace lastwrite

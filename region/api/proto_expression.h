// Conditions and update actions to and from the wire.
#pragma once

#include "region/base/result.h"
#include "region/expression/condition.h"
#include "region/expression/update.h"

namespace lastwrite {

namespace v1 {
class Condition;
class UpdateAction;
}  // namespace v1

/// Conditions nested deeper than this are refused: the parser's recursion is bounded.
inline constexpr int kConditionDepthMax = 64;

Result<Condition> condition_from_proto(const v1::Condition& in, int depth = 0);
void to_proto(const Condition& condition, v1::Condition* out);

Result<UpdateAction> action_from_proto(const v1::UpdateAction& in);
void to_proto(const UpdateAction& action, v1::UpdateAction* out);

}  // namespace lastwrite

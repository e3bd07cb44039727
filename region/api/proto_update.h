// Update actions to and from the wire.
#pragma once

#include "region/base/result.h"
#include "region/expression/update.h"

namespace lastwrite {

namespace v1 {
class UpdateAction;
}  // namespace v1

/// What SET computes may be nested this deep, no deeper.
inline constexpr int kUpdateDepthMax = 64;

/// kValidation where the message is no action.
Result<UpdateAction> action_from_proto(const v1::UpdateAction& in);
void to_proto(const UpdateAction& action, v1::UpdateAction* out);

}  // namespace lastwrite

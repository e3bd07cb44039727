// What is wrong with an update whatever the item: before anything is applied.
//
// Threading: pure functions.
#pragma once

#include <optional>
#include <string>

#include "region/base/result.h"
#include "region/expression/update.h"

namespace lastwrite {

const Path& path_of(const UpdateAction& action);

/// What is wrong with the type of ADD's or DELETE's operand, in DynamoDB's words.
std::optional<std::string> operand_mistake(const UpdateAction& action);

/// kValidation, with DynamoDB's words: a path into a key attribute, two paths that overlap or that
/// take one value for a list and a map, an ADD of anything but a number or set, an empty set.
Result<void> check_update(const Update& update, const KeySchema& schema);

}  // namespace lastwrite

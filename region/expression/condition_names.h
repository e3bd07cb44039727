// Which attributes a condition looks at.
//
//   attribute_names(parsed)                   // of "info.size > :a AND tag = :b": {"info", "tag"}
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/expression/condition.h"

namespace lastwrite {

/// The item's attributes by name, each once, in the order of their first mention.
std::vector<std::string> attribute_names(const Condition& condition);

}  // namespace lastwrite

// The items of a SELECT's answer: what its paths lead to, by the last part of each path.
//
//   SELECT id, info.tags[0] …     ->  {"id": …, "tags[0]": …}
//
// Threading: pure functions.
#pragma once

#include <string>
#include <vector>

#include "region/expression/path.h"

namespace lastwrite {

/// "tags[0]" of info.tags[0].
std::string projected_name(const Path& path);

/// Requires: no two paths have one name. What the item does not have is left out.
Item projected_by_name(const Item& item, const std::vector<Path>& paths);

}  // namespace lastwrite

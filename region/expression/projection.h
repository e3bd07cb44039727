// Parts of an item, as a ProjectionExpression names them.
//
//   Item part = project(item, {attribute("id"), Path{{"info", "tags", 2U}}});
//   // {"id": …, "info": {"tags": [the third one]}}: elements of lists close ranks
//
// Threading: pure functions.
#pragma once

#include <vector>

#include "region/base/result.h"
#include "region/expression/path.h"

namespace lastwrite {

/// What `item` has of the paths. Requires: no path overlaps another (parse_projection() sees to
/// that).
Item project(const Item& item, const std::vector<Path>& paths);

}  // namespace lastwrite

// ProjectionExpression texts to the paths of project().
//
//   Result<std::vector<Path>> paths = parse_projection("id, info.tags[0]", placeholders);
//
// Threading: pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "region/base/result.h"
#include "region/expression/path.h"
#include "region/expression/placeholders.h"

namespace lastwrite {

/// kValidation with DynamoDB's words; paths that overlap are refused too.
Result<std::vector<Path>> parse_projection(std::string_view text, Placeholders& placeholders);

}  // namespace lastwrite

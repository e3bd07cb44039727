// Document paths to and from the wire.
#pragma once

#include "region/base/result.h"
#include "region/expression/path.h"

namespace lastwrite {

namespace v1 {
class Path;
}  // namespace v1

/// kValidation where the message is no path.
Result<Path> path_from_proto(const v1::Path& in);
void to_proto(const Path& path, v1::Path* out);

}  // namespace lastwrite

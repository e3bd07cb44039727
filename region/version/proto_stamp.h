// Stamps to and from the wire.
#pragma once

#include "region/base/result.h"
#include "region/version/stamp.h"

namespace lastwrite {

namespace v1 {
class Stamp;
}

void to_proto(const Stamp& stamp, v1::Stamp* out);
/// kCorrupt when the region's name is not one.
Result<Stamp> stamp_from_proto(const v1::Stamp& stamp);

}  // namespace lastwrite

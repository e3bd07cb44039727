// What tables with provisioned capacity have given and refused, as metrics.
//
//   write_capacity(throttle, text);
//
// Threading: the region's loop.
#pragma once

#include "region/capacity/throttle.h"
#include "region/metrics/metric_text.h"

namespace lastwrite {

void write_capacity(const Throttle& throttle, MetricText& text);

}  // namespace lastwrite

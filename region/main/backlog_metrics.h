// What a region's peers have not yet got, as metrics (region/metrics/README.md). Threading: a pure
// function.
#pragma once

#include <cstdint>
#include <vector>

#include "region/metrics/metric_text.h"
#include "region/node/region_node.h"

namespace lastwrite {

/// `head`: the sequence of the last change accepted here.
void write_backlogs(std::uint64_t head, const std::vector<PeerBacklog>& backlogs, MetricText& text);

}  // namespace lastwrite

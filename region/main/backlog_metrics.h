// Which region it is, and what its peers have not yet got, as metrics (region/metrics/README.md).
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "region/metrics/metric_text.h"
#include "region/node/region_node.h"

namespace lastwrite {

/// So that what is put together from several regions can tell whose it is.
void write_region_info(const RegionName& region, MetricText& text);

/// `head`: the sequence of the last change accepted here.
void write_backlogs(std::uint64_t head, const std::vector<PeerBacklog>& backlogs, MetricText& text);

}  // namespace lastwrite

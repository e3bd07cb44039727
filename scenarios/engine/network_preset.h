// Named starting points for the links of a scenario.
//
//   none      no latency at all
//   aws       half the measured round trip of each pair of AWS regions
//   (replicator/link/aws_rtt_2020.json) aws-like  aws, and a pipeline of lognormal(median=900ms,
//   p99=2400ms), so that lags sit near the
//             0.5 to 2.5 s that the DynamoDB developer guide gives for global tables
//
// Threading: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "region/base/ids.h"
#include "region/base/result.h"
#include "scenarios/engine/scenario.h"

namespace lastwrite {

/// The names above, for messages.
std::vector<std::string> network_preset_names();

/// One link for each ordered pair of different regions. kUsage: no such preset, or a region of
/// which the data file knows no round trip (the message names those it knows).
Result<LinkMap> preset_links(std::string_view preset, const std::vector<RegionName>& regions);

}  // namespace lastwrite

// Exact percentiles, printed only where they mean something.
#pragma once

#include <optional>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

/// The p-quantile (nearest rank) of ascending `sorted`; nullopt where fewer than ten samples lie
/// beyond it (n·(1−p) < 10): such a number would be one sample's mood.
std::optional<Duration> percentile(const std::vector<Duration>& sorted, double p);

}  // namespace lastwrite

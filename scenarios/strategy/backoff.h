// Exponential backoff with full jitter ("Exponential Backoff And Jitter", AWS Architecture Blog,
// 2015): the wait before attempt n + 1 is uniform in [0, min(cap, base * 2^(n-1))].
//
//   backoff({.base = 100ms, .cap = 20s}, 1, random)   // up to 100 ms after the first attempt
#pragma once

#include "region/base/random.h"
#include "scenarios/engine/workload_spec.h"

namespace lastwrite {

/// Requires: attempts_made >= 1.
Duration backoff(const RetrySpec& retry, std::uint32_t attempts_made, Random& random);

}  // namespace lastwrite

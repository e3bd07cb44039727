// The `faults` section as YAML, and the settings of a link as they stand in it.
#pragma once

#include <string>
#include <vector>

#include "scenarios/engine/fault_spec.h"

namespace lastwrite {

/// "latency: 80ms", "jitter: 5ms" …: what is set, but for paused and partitioned.
std::vector<std::string> link_settings(const LinkChange& change);

/// "periodic: {amplitude: 500ms, period: 10s}" and "noisy: {sd: 5ms}", of a clock.
std::string wave_text(const ClockWave& wave);
std::string noise_text(Duration standard_deviation);

/// The whole section; "" when there are none.
std::string faults_text(const std::vector<FaultSpec>& faults);

}  // namespace lastwrite

// The smallest scenario that is worth a run: two regions, constant links, blind puts.
//
//   sandbox.write("work/tiny.yaml", tiny_scenario({.duration = "1s"}));
#pragma once

#include <string>
#include <vector>

#include "tests/live/support/program.h"
#include "tests/live/support/sandbox.h"

namespace lastwrite {

struct TinyScenario {
  std::string regions = "[us-east-1, eu-west-1]";
  std::string network = "{latency: 30ms}";
  std::string rate = "20/s";
  std::string duration = "1s";
  std::string extra = "";  // further lines of YAML
};

/// The YAML. Line 3 is `regions`, 4 `network`, 5 `workload`, 6 `strategies`, 8 `duration`; `extra`
/// from 9.
std::string tiny_scenario(const TinyScenario& options = {});

/// Arguments that run work/tiny.yaml into the sandbox's `runs`, with `more` behind them.
std::vector<std::string> tiny_run(const Sandbox& sandbox,
                                  const std::vector<std::string>& more = {});

/// The folder that runs/latest points to.
std::string latest_run(const Sandbox& sandbox);

}  // namespace lastwrite

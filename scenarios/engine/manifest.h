// manifest.json of a run directory, for the analysis:
//
//   {"format": 1, "scenario", "question", "runtime", "seed", "detail" (sampled or
//   summary; absent: full), "command", "lastwrite_version",
//   "started_utc",
//    "regions": […], "table", "key_schema": {"orderId": "S"}, "strategies": […], "warm_up_ns",
//    "measure_ns", "stamp_rule", "granularity", "workload": {"operation", "arrivals",
//    "arrival_rate_per_region_per_s" (null: closed loop), "clients_per_region", "keys",
//    "key_count", "uniform_keys", "think_time"}, "links": [{"from", "to", "latency", "pipeline",
//    "constant_ns"}], "clock_offsets_ns": {region: ns}, "faults": [{"at_ns", "for_ns" (null: to the
//    end), "text"}], "expect": [{"line", "text"}], "trajectories": {strategy: hash}
//    (simulations only), "trace_bytes": {"<strategy>/<file>": bytes} (of a run that is over, for
//    what is cut short later), "incomplete": why (only when the run broke off)}
//
// `constant_ns` stands there only when every message of the link takes exactly that long, in the
// scenario without its faults.
#pragma once

#include <string>

#include "scenarios/engine/run_directory.h"

namespace lastwrite {

std::string manifest_json(const Scenario& scenario, const RunFacts& facts);

}  // namespace lastwrite

// Regions for somebody's own application: started, linked, given their tables, and served until a
// signal ends them.
//
//   Result<void> ended = serve_cluster(options, [](const auto& endpoints) { print(endpoints); });
//
// Threading: one thread, which it takes until the end. No region outlives the call.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "region/engine/requests.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/live/live_cluster.h"

namespace lastwrite {

struct ServedClusterOptions {
  LiveClusterOptions cluster;
  LinkMap links = {};                         // for each ordered pair
  std::vector<CreateTableInput> tables = {};  // made in every region; those that exist stay
  std::string front = {};  // an address for all of them, such as "127.0.0.1:8100"; empty: none
};

/// Region and "127.0.0.1:8000", in the order of the names given; last "front", where there is one.
using Endpoints = std::vector<std::pair<RegionName, std::string>>;

/// Returns when SIGINT, SIGTERM or SIGHUP has ended it. kUnavailable: a region did not start, or
/// ended by itself.
Result<void> serve_cluster(const ServedClusterOptions& options,
                           const std::function<void(const Endpoints&)>& on_ready);

}  // namespace lastwrite

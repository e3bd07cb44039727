// Regions for somebody's own application: started, linked, given their tables, and served until a
// signal ends them. Meanwhile `lastwrite ctl` can look and change (scenarios/control).
//
//   Result<void> ended = serve_cluster(options, {on_ready, on_notice});
//
// A region that ends by itself is told, and the others go on. Threading: one thread, which it takes
// until the end. No region outlives the call.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "region/engine/requests.h"
#include "scenarios/engine/scenario.h"
#include "scenarios/live/live_cluster.h"

namespace lastwrite {

struct ConsoleOptions {
  std::string listen = "127.0.0.1:0";
  std::string_view page = {};  // HTML; must outlive the cluster. Empty: none is served
  bool view_only = false;      // the page changes nothing; `lastwrite ctl` still does
};

struct ServedClusterOptions {
  LiveClusterOptions cluster;
  LinkMap links = {};                         // for each ordered pair
  std::vector<CreateTableInput> tables = {};  // made in every region; those that exist stay
  bool watch_losses = true;  // with a trace in `trace` below the data folder, which goes at the end
  ConsoleOptions console = {};
  std::string front = {};  // an address for all of them, such as "127.0.0.1:8100"; empty: none
};

/// Region and "127.0.0.1:8000", in the order of the names given; last "front", where there is one.
using Endpoints = std::vector<std::pair<RegionName, std::string>>;

struct OpenedConsole {
  std::string file;  // that `lastwrite ctl --cluster` takes
  std::string
      change;        // the page's address, with the word that opens it; "" where it changes nothing
  std::string look;  // the same to look alone
};

struct ServedClusterNews {
  /// All serve.
  std::function<void(const Endpoints&, const OpenedConsole&)> on_ready;
  /// Something that people should know, in a sentence.
  std::function<void(const std::string& sentence)> on_notice;
};

/// Returns when SIGINT, SIGTERM or SIGHUP has ended it. kUnavailable: a region did not start.
Result<void> serve_cluster(const ServedClusterOptions& options, const ServedClusterNews& news);

}  // namespace lastwrite

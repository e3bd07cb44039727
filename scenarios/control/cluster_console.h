// The console of one cluster, put together: the watch over its traces, what can be done to it, what
// viewers are told, and what answers requests.
//
//   ClusterConsole console({loop, cluster, trace_directory, regions, links, keys_of}, viewers,
//   front); console.watch.start(); console.feed.start(); HttpServer::start("127.0.0.1:0",
//   console.server, {});      // which ends before this does
//
// Threading: the loop; server.handle() on network threads.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "scenarios/control/control_server.h"

namespace lastwrite {

struct ConsoleSubject {
  Scheduler& loop;
  Cluster& cluster;
  std::string trace_directory;
  std::vector<ControlledRegion> regions;
  LinkMap links;
  ClusterControl::KeysOf keys_of = nullptr;
  WatchOptions watch = {};
  const ShownRun* run = nullptr;  // what the cluster is of
};

std::vector<RegionName> names_of(const std::vector<ControlledRegion>& regions);

struct ClusterConsole {
  /// What `of` and `viewers` refer to must outlive this.
  ClusterConsole(const ConsoleSubject& of, Viewers& viewers, ConsoleFront front)
      : watch(of.trace_directory, names_of(of.regions), of.loop, of.watch),
        control(of.cluster, watch, of.regions, of.links, of.keys_of),
        feed(of.loop, control, viewers, of.run),
        server(of.loop, control, feed, std::move(front)) {}

  LossWatch watch;
  ClusterControl control;
  ConsoleFeed feed;
  ControlServer server;
};

/// Where this machine itself finds what listens on all of its addresses.
std::string from_here(std::string address);

}  // namespace lastwrite

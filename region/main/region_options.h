// How a region process is started: `lastwrite region --name eu-west-1 --data DIR …`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "region/base/ids.h"
#include "region/base/time.h"
#include "region/base/tls_identity.h"
#include "region/node/retention.h"
#include "region/store/sqlite_store.h"
#include "region/version/granularity.h"
#include "region/version/stamper.h"

namespace lastwrite {

struct RegionOptions {
  RegionName region;
  std::string listen = "127.0.0.1:0";
  TlsFiles tls;                  // for replication; empty: in the clear
  std::string api_listen;        // where the DynamoDB API is served; empty: nowhere
  std::string credentials_file;  // of those who may use the API; empty: anybody
  bool global_tables = false;    // what its CreateTable makes is made in all regions
  bool throttle = false;         // provisioned capacity is a limit
  std::string data_directory;
  std::vector<RegionName> peers;                // whom to replicate with
  std::map<RegionName, std::string> addresses;  // of peers, as far as known at the start
  StampRule stamp_rule = StampRule::kWall;
  Granularity granularity = Granularity::kItem;
  Durability durability = Durability::kProcess;
  Duration coalesce_window{0};
  Duration send_pause{0};  // between two batches to a peer
  Retention retention = {};
  std::string trace_file;         // empty: no observer
  std::uint32_t incarnation = 0;  // how often this region was started before in this run
  std::uint64_t seed = 1;         // of the links' random streams
  bool exit_with_stdin = false;   // stop when standard input ends: the parent is gone
};

}  // namespace lastwrite

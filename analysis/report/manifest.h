// The run's manifest.json: what was run, as the runner wrote it down. Format: README.md of this
// folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "region/base/ids.h"
#include "region/base/result.h"
#include "region/base/time.h"

namespace lastwrite {

struct ManifestLink {
  std::string from;
  std::string to;
  std::string latency;               // text form of a distribution
  std::string pipeline;              // likewise
  std::optional<Duration> constant;  // only when latency and pipeline are constant: their sum
};

struct ManifestFault {
  Duration at{0};
  Duration lasts{0};
  std::string text;
};

struct ManifestExpectation {
  int line = 0;  // in the scenario file
  std::string text;
};

struct ManifestWorkload {
  std::string operation;  // increment, put
  std::string arrivals;
  std::optional<double> arrival_rate_per_region_per_s;  // absent: closed loop
  std::string keys;
  std::uint64_t key_count = 0;
  bool uniform_keys = false;
  bool expires = false;  // items have a time to live
};

struct Manifest {
  std::string scenario;
  std::string question;
  std::string runtime;
  std::uint64_t seed = 0;
  std::string detail;  // what it keeps: full, sampled, summary
  std::string command;
  std::string lastwrite_version;
  std::string started_utc;
  std::vector<RegionName> regions;
  std::vector<std::string> strategies;
  Duration warm_up{0};
  Duration measure{0};
  std::string stamp_rule;
  std::string granularity;  // of conflicts: item, attribute
  ManifestWorkload workload;
  std::vector<ManifestLink> links;
  std::map<std::string, Duration> clock_offsets;  // by region; absent: 0
  std::vector<ManifestFault> faults;
  std::vector<ManifestExpectation> expect;
  std::map<std::string, std::string> trajectories;   // by strategy; of simulations only
  std::map<std::string, std::uint64_t> trace_bytes;  // by "<strategy>/<file>"; empty: not told
  std::string incomplete;                            // why the run was cut short; empty: it was not
};

/// A manifest from its text; `path` is what errors call it. Errors: as read_manifest(), but kIo.
Result<Manifest> parse_manifest(const std::string& bytes, const std::string& path);

/// Reads `<run_directory>/manifest.json`. Errors: kIo, kCorrupt (not JSON, a field is missing or of
/// another type), kProtocol (another format number).
Result<Manifest> read_manifest(const std::string& run_directory);

}  // namespace lastwrite

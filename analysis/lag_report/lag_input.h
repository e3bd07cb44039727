// Replication lag as anyone may have measured it: samples or histograms of ordered pairs of places,
// and what has not arrived, where that is known.
//
//   LagInput input;
//   input.pair("us-east-1", "eu-west-1").samples.push_back({.lag = 82ms});
//
// Threading: a value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/lag/lag.h"
#include "region/base/time.h"

namespace lastwrite {

struct TimedLag {
  Duration lag{0};
  std::optional<std::int64_t> applied_ns = {};  // on whatever clock the source has
};

/// As Prometheus has them: how many were at most `upper`.
struct LagHistogram {
  struct Bucket {
    Duration upper{0};
    std::uint64_t cumulative = 0;
  };
  std::vector<Bucket> buckets;  // ascending in both; without the one of infinity
  std::uint64_t count = 0;
  Duration sum{0};
};

struct PairInput {
  std::vector<TimedLag> samples;
  std::optional<LagHistogram> histogram;
  std::optional<Outstanding> waiting;  // nullopt: the source does not tell
};

struct LagInput {
  std::vector<std::string> origins;                                // where it comes from
  std::map<std::pair<std::string, std::string>, PairInput> pairs;  // by (source, destination)
  std::vector<std::string> remarks;                                // whole sentences

  PairInput& pair(const std::string& source, const std::string& destination) {
    return pairs[{source, destination}];
  }
};

}  // namespace lastwrite

// How long a region keeps what its peers, or readers of its streams, may still need, and how often
// it looks for items whose time is up.
#pragma once

#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

struct Retention {
  Duration tombstone_grace{600'000'000'000};  // how long after everybody has it a tombstone is kept
  // Of the log, what every peer has: a subscription that was long on its way asks from before it.
  std::uint64_t acknowledged_kept = 10'000;
  std::uint64_t log_records_max = 1'000'000;  // beyond, a dead peer is given up to a later backfill
  Duration stream_records = 86'400s;          // of DynamoDB Streams: a day, as the real ones
  Duration ttl_sweep = 10s;  // between walks over tables with a time to live; 0: none
};

}  // namespace lastwrite

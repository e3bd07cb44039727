// How long a region keeps what its peers may still need.
#pragma once

#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

struct Retention {
  Duration tombstone_grace{600'000'000'000};  // how long after everybody has it a tombstone is kept
  std::uint64_t log_records_max = 1'000'000;  // beyond, a dead peer is given up to a later backfill
};

}  // namespace lastwrite

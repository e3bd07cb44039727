// Bounds and waits of replication, with their defaults.
#pragma once

#include <cstddef>
#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

struct ReplicationLimits {
  std::size_t batch_records_max = 1000;
  std::size_t batch_bytes_max = 1 << 20;
  std::size_t window_records_max = 100'000;  // sent and not acknowledged, for each peer
  std::size_t window_bytes_max = 64 << 20;
  std::size_t snapshot_records_max = 500;  // in one chunk
  Duration heartbeat_interval{500'000'000};
  Duration stall_timeout{
      30'000'000'000};  // no acknowledgement for so long: send again, then double
  Duration stall_timeout_max{300'000'000'000};
  Duration apply_retry{200'000'000};  // after a failed apply (no such table yet, a failed commit)
  Duration send_pause{0};       // between two batches: what comes in it goes together; 0: none
  Duration coalesce_window{0};  // 0: off; else changes wait this long to be combined
};

}  // namespace lastwrite

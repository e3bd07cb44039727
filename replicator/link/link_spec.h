// What one *ordered* pair of regions (from → to) does to the messages between them, as data.
#pragma once

#include <cstdint>
#include <optional>

#include "region/base/distribution.h"
#include "region/base/time.h"

namespace lastwrite {

/// Invariant: probabilities are parts per million, 0 to 1,000,000.
struct LinkSpec {
  Distribution latency;        // the network, one way
  Distribution pipeline;       // added to it: the replication service's own processing
  Duration jitter{0};          // uniform in [-jitter, +jitter], never below 0 in sum
  std::uint32_t loss_ppm = 0;  // a transmission is lost and sent again after `retransmit`
  Duration retransmit{200'000'000};
  std::uint32_t duplicate_ppm = 0;     // delivered a second time, with a delay of its own
  std::uint32_t reorder_ppm = 0;       // overtakes earlier messages of the same item
  std::uint64_t bytes_per_second = 0;  // 0: unlimited
  bool paused = false;                 // holds messages, delivers them after resuming
  bool partitioned = false;            // drops messages, those in flight too

  friend bool operator==(const LinkSpec&, const LinkSpec&) = default;
};

}  // namespace lastwrite

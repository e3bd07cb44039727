// The other two lags of each ordered pair, beside the delivery lag of lag.h, and the delivery lag
// with what was still under way:
//
//   delivery    received − accepted, in true time; what had not arrived is cut off, not forgotten
//   visibility  first installed − accepted; what arrived and was discarded for an older stamp is
//               never seen there and counts apart
//   apparent    the destination's wall clock on receipt − the stamp's time: what an application
//               would compute from the data alone. Skew makes it wrong, even negative.
//
// The apparent lag needs a wall clock in true time. The driver samples each region's offset from a
// common clock; how far that common clock lies from true time is estimated from the stamps: for
// each sampled region the median of stamp − accepted − offset, of these the least (rules other than
// `wall` only ever raise a stamp). Between samples the nearest one counts. Threading: pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/ledger/evidence.h"

namespace lastwrite {

/// One ordered pair, of the writes accepted in phase `measure`. Percentiles are absent where
/// percentile() refuses them, apparent ones also where no clock was sampled.
struct ThreeLags {
  std::uint32_t from = kAbsent;   // regions
  std::uint32_t to = kAbsent;     // regions
  std::uint64_t accepted = 0;     // at `from`, installed there: what is sent
  std::uint64_t outstanding = 0;  // of these: not arrived when the trace ended
  std::uint64_t coalesced = 0;    // of these: never sent, a newer version went in its place
  std::optional<Duration> delivery_p50, delivery_p90, delivery_p99;  // with what was outstanding
  std::uint64_t visible = 0;                                         // installed at `to`
  std::uint64_t never_visible = 0;                                   // discarded on arrival
  std::optional<Duration> visibility_p50, visibility_p99;            // of the visible ones
  std::optional<Duration> apparent_min, apparent_p50, apparent_p99, apparent_max;
};

/// Rows in order (from, to), for every pair with anything accepted.
std::vector<ThreeLags> three_lags(const Evidence& evidence, TrueTime trace_end);

}  // namespace lastwrite

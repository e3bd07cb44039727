// Provisioned capacity as a bucket: so many units flow in each second, and what is not used is kept
// for 300 seconds (developer guide, "Burst capacity").
//
//   TokenBucket bucket(5, clock.now());        // one second's worth: nothing was left unused
//   before if (bucket.has_any(clock.now())) bucket.take(units, clock.now());
//
// An operation is let through while anything is left and may overdraw the bucket: what it costs is
// known when it is done. Later ones wait until that has flowed in again, so that in the long run no
// more is spent than flows in. Integers alone, so that a run is the same each time.
// Threading: a value. Time never decreases.
#pragma once

#include <cstdint>

#include "region/base/time.h"

namespace lastwrite {

/// Millionths of a capacity unit.
using MicroUnits = std::int64_t;

inline constexpr Duration kBurst = std::chrono::seconds(300);

class TokenBucket {
 public:
  TokenBucket(std::uint64_t units_per_second, TrueTime now);

  /// Another rate from now on; what is left stays, up to what the new rate would keep.
  void set_rate(std::uint64_t units_per_second, TrueTime now);
  bool has_any(TrueTime now);
  void take(MicroUnits units, TrueTime now);

 private:
  void fill(TrueTime now);

  std::int64_t rate_;  // units a second
  MicroUnits level_;   // below 0: overdrawn
  TrueTime filled_;
};

}  // namespace lastwrite

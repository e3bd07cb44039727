// Which tables and indexes have capacity left: a bucket for the reads and one for the writes of
// each.
//
//   Throttle throttle(clock);
//   const CapacityId writes{TableName("Orders"), "", CapacityKind::kWrite};
//   if (!throttle.has_any(writes, 5)) …          // and count it as throttled
//   throttle.take(writes, 5, 2.0);
//
// Buckets are kept in memory: a region that starts anew begins with one second's worth of each.
// Threading: the region's loop. The clock must outlive it; true time counts, no skewed clock does.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>

#include "region/base/clock.h"
#include "region/base/ids.h"
#include "region/capacity/token_bucket.h"

namespace lastwrite {

enum class CapacityKind : std::uint8_t { kRead, kWrite };

struct CapacityId {
  TableName table;
  std::string index;  // empty: the table itself, with its local indexes
  CapacityKind kind = CapacityKind::kRead;
  friend auto operator<=>(const CapacityId&, const CapacityId&) = default;
};

struct CapacityCounts {
  double consumed = 0;          // units
  std::uint64_t throttled = 0;  // events: one for each read or write of an item that was refused
};

class Throttle {
 public:
  explicit Throttle(const Clock& clock) : clock_(clock) {}

  /// Whether anything is left of it, at so many units a second; counts it where not.
  bool has_any(const CapacityId& id, std::uint64_t units_per_second);
  void take(const CapacityId& id, std::uint64_t units_per_second, double units);

  const std::map<CapacityId, CapacityCounts>& counts() const { return counts_; }

 private:
  struct Entry {
    TokenBucket bucket;
    std::uint64_t rate = 0;
  };
  TokenBucket& bucket(const CapacityId& id, std::uint64_t units_per_second);

  const Clock& clock_;
  std::map<CapacityId, Entry> buckets_;
  std::map<CapacityId, CapacityCounts> counts_;
};

}  // namespace lastwrite

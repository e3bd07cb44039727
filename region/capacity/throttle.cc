#include "region/capacity/throttle.h"

#include <utility>

namespace lastwrite {
namespace {

constexpr double kMicroUnits = 1e6;

}  // namespace

TokenBucket& Throttle::bucket(const CapacityId& id, std::uint64_t units_per_second) {
  const TrueTime now = clock_.now();
  Entry& entry =
      buckets_.try_emplace(id, Entry{TokenBucket(units_per_second, now), units_per_second})
          .first->second;
  if (std::exchange(entry.rate, units_per_second) != units_per_second)
    entry.bucket.set_rate(units_per_second, now);
  return entry.bucket;
}

bool Throttle::has_any(const CapacityId& id, std::uint64_t units_per_second) {
  if (bucket(id, units_per_second).has_any(clock_.now())) return true;
  ++counts_[id].throttled;
  return false;
}

void Throttle::take(const CapacityId& id, std::uint64_t units_per_second, double units) {
  bucket(id, units_per_second).take(static_cast<MicroUnits>(units * kMicroUnits), clock_.now());
  counts_[id].consumed += units;
}

}  // namespace lastwrite

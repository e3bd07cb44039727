#include "region/capacity/token_bucket.h"

#include <algorithm>

namespace lastwrite {
namespace {

constexpr std::int64_t kMicro = 1'000'000;
constexpr std::int64_t kNanosecondsPerMicrosecond = 1'000;
constexpr std::int64_t kRateMax = 1'000'000'000;                      // CreateTable takes no more
constexpr std::int64_t kElapsedMaxUs = std::int64_t{3'600} * kMicro;  // times kRateMax fits

}  // namespace

TokenBucket::TokenBucket(std::uint64_t units_per_second, TrueTime now)
    : rate_(std::min(static_cast<std::int64_t>(units_per_second), kRateMax)),
      level_(rate_ * kMicro),
      filled_(now) {}

void TokenBucket::set_rate(std::uint64_t units_per_second, TrueTime now) {
  fill(now);
  rate_ = std::min(static_cast<std::int64_t>(units_per_second), kRateMax);
  fill(now);
}

bool TokenBucket::has_any(TrueTime now) {
  fill(now);
  return level_ > 0;
}

void TokenBucket::take(MicroUnits units, TrueTime now) {
  fill(now);
  level_ -= units;
}

// A microsecond brings a millionth of a second's units: whole microsecond, whole micro-units.
void TokenBucket::fill(TrueTime now) {
  const std::int64_t elapsed_us = (now - filled_).count() / kNanosecondsPerMicrosecond;
  filled_ = filled_ + Duration(elapsed_us * kNanosecondsPerMicrosecond);
  const std::int64_t seconds_kept =
      std::chrono::duration_cast<std::chrono::seconds>(kBurst).count();
  level_ =
      std::min(level_ + std::min(elapsed_us, kElapsedMaxUs) * rate_, seconds_kept * rate_ * kMicro);
}

}  // namespace lastwrite

#include "region/base/skewed_clock.h"

#include <cmath>

namespace lastwrite {

void SkewedClock::set(const ClockSkew& skew) {
  skew_ = skew;
  since_ = base_.now();
}

void SkewedClock::step(Duration delta) {
  set({.offset = offset() + delta, .drift_ppm = skew_.drift_ppm});
}

Duration SkewedClock::offset() const {
  if (skew_.drift_ppm == 0) return skew_.offset;
  const auto elapsed = static_cast<double>((base_.now() - since_).count());
  return skew_.offset + Duration(std::llround(elapsed * skew_.drift_ppm / 1e6));
}

}  // namespace lastwrite

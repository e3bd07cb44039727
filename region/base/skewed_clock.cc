#include "region/base/skewed_clock.h"

#include <cmath>
#include <numbers>

namespace lastwrite {
namespace {

double nanoseconds(Duration d) {
  return static_cast<double>(d.count());
}

Duration swing(const ClockWave& wave, Duration elapsed) {
  if (wave.period.count() <= 0 || wave.amplitude.count() == 0) return Duration(0);
  const double phase = nanoseconds(elapsed % wave.period) / nanoseconds(wave.period);
  return Duration(
      std::llround(nanoseconds(wave.amplitude) * std::sin(2 * std::numbers::pi * phase)));
}

}  // namespace

void SkewedClock::set(const ClockSkew& skew) {
  skew_ = skew;
  since_ = base_.now();
}

void SkewedClock::step(Duration delta) {
  skew_.offset += delta;
}

Duration SkewedClock::offset() const {
  if (skew_.drift_ppm == 0 && skew_.periodic.period.count() == 0) return skew_.offset;
  const Duration elapsed = base_.now() - since_;
  return skew_.offset + Duration(std::llround(nanoseconds(elapsed) * skew_.drift_ppm / 1e6)) +
         swing(skew_.periodic, elapsed);
}

Duration SkewedClock::noise() const {
  if (skew_.noise_sd.count() == 0) return Duration(0);
  return Duration(std::llround(nanoseconds(skew_.noise_sd) * noise_.normal()));
}

}  // namespace lastwrite

// Instants and durations: integer nanoseconds behind strong types, so that the observer's true time
// and a region's wall time cannot be mixed up.
//
//   TrueTime accepted = clock.now();
//   Duration lag = clock.now() - accepted;
//
// Threading: values. Range: 292 years either side of the epoch.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace lastwrite {

using Duration = std::chrono::nanoseconds;
using std::chrono_literals::operator""ns;
using std::chrono_literals::operator""us;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;
using std::chrono_literals::operator""min;

/// A point on the time line named by `Tag`, in nanoseconds since that line's epoch.
template <typename Tag>
struct Instant {
  std::int64_t ns = 0;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
  friend constexpr Duration operator-(Instant a, Instant b) { return Duration(a.ns - b.ns); }
  friend constexpr Instant operator+(Instant a, Duration d) { return Instant{a.ns + d.count()}; }
  friend constexpr Instant operator-(Instant a, Duration d) { return Instant{a.ns - d.count()}; }
};

/// The observer's time: the same for all regions of a run, never set back (live: the host's
/// monotonic clock; simulation: the time of the event heap). Conflict resolution never sees it.
using TrueTime = Instant<struct TrueTimeTag>;

/// What a region believes the time to be, since 1970-01-01 UTC. May be skewed, drift and step.
using WallTime = Instant<struct WallTimeTag>;

/// Milliseconds as a real number, for people.
constexpr double to_ms(Duration d) {
  return static_cast<double>(d.count()) / 1e6;
}
constexpr double to_seconds(Duration d) {
  return static_cast<double>(d.count()) / 1e9;
}

}  // namespace lastwrite

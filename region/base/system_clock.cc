#include "region/base/system_clock.h"

#include <ctime>

namespace lastwrite {
namespace {

std::int64_t read_clock(clockid_t id) {
  timespec t{};
  ::clock_gettime(id, &t);
  return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

TrueTime SystemClock::now() const {
  return TrueTime{read_clock(CLOCK_MONOTONIC)};
}
WallTime SystemClock::wall_now() const {
  return WallTime{read_clock(CLOCK_REALTIME)};
}

}  // namespace lastwrite

#include "tests/live/support/waiting.h"

#include <poll.h>

#include "region/base/system_clock.h"

namespace lastwrite {

bool wait_until(const std::function<bool()>& condition, Duration patience) {
  constexpr int kPaceMs = 5;
  const SystemClock clock;
  const TrueTime deadline = clock.now() + patience;
  while (!condition()) {
    if (clock.now() >= deadline) return false;
    ::poll(nullptr, 0, kPaceMs);
  }
  return true;
}

}  // namespace lastwrite

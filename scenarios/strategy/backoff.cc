#include "scenarios/strategy/backoff.h"

namespace lastwrite {

Duration backoff(const RetrySpec& retry, std::uint32_t attempts_made, Random& random) {
  Duration bound = retry.base;
  for (std::uint32_t i = 1; i < attempts_made && bound < retry.cap; ++i) bound *= 2;
  if (bound > retry.cap) bound = retry.cap;
  if (bound.count() <= 0) return Duration(0);
  return Duration(
      static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(bound.count()) + 1)));
}

}  // namespace lastwrite

#include "region/version/stamp.h"

#include <fmt/format.h>

namespace lastwrite {

std::string stamp_text(const Stamp& stamp) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  std::int64_t seconds = stamp.time.ns / kSecond;
  std::int64_t fraction = stamp.time.ns % kSecond;
  if (fraction < 0) {
    --seconds;
    fraction += kSecond;
  }
  return stamp.counter == 0
             ? fmt::format("{}.{:09}@{}", seconds, fraction, stamp.region)
             : fmt::format("{}.{:09}+{}@{}", seconds, fraction, stamp.counter, stamp.region);
}

}  // namespace lastwrite

#include "scenarios/workload/arrivals.h"

#include <cmath>
#include <utility>

#include "region/base/check.h"

namespace lastwrite {

Arrivals::Arrivals(const ArrivalSpec& spec, Random random)
    : kind_(spec.kind), mean_gap_ns_(1e9 / spec.per_second), random_(random) {
  LW_CHECK(spec.kind != ArrivalSpec::Kind::kClosed, "a closed loop has no arrivals of its own");
}

Duration Arrivals::next_gap() {
  const bool first = std::exchange(first_, false);
  double factor = 1;
  if (kind_ == ArrivalSpec::Kind::kPoisson) {
    factor = random_.exponential();
  } else if (first) {
    factor = random_.uniform();
  }
  return Duration(std::llround(mean_gap_ns_ * factor));
}

}  // namespace lastwrite

#include "scenarios/workload/key_chooser.h"

#include <algorithm>
#include <cmath>

#include "region/base/check.h"

namespace lastwrite {

KeyChooser::KeyChooser(const KeySpec& spec) : spec_(spec) {
  LW_CHECK(spec.count > 0, "a workload needs a key");
  if (spec.kind != KeySpec::Kind::kZipfian) return;
  cumulative_.reserve(spec.count);
  double sum = 0;
  for (std::uint64_t rank = 1; rank <= spec.count; ++rank) {
    sum += std::pow(static_cast<double>(rank), -spec.theta);
    cumulative_.push_back(sum);
  }
}

std::uint64_t KeyChooser::next(Random& random) const {
  return std::min(pick(random.uniform()), spec_.count - 1);
}

std::uint64_t KeyChooser::pick(double u) const {
  const auto count = static_cast<double>(spec_.count);
  if (spec_.kind == KeySpec::Kind::kZipfian) {
    const auto at =
        std::upper_bound(cumulative_.begin(), cumulative_.end(), u * cumulative_.back());
    return static_cast<std::uint64_t>(at - cumulative_.begin());
  }
  if (spec_.kind == KeySpec::Kind::kUniform || spec_.count == 1) {
    return static_cast<std::uint64_t>(u * count);
  }
  if (u < spec_.share) return 0;
  return 1 + static_cast<std::uint64_t>((u - spec_.share) / (1 - spec_.share) * (count - 1));
}

}  // namespace lastwrite

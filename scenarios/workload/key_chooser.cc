#include "scenarios/workload/key_chooser.h"

#include <algorithm>
#include <cmath>

#include "region/base/check.h"

namespace lastwrite {
namespace {

constexpr std::size_t kStarts = 1024;

}  // namespace

KeyChooser::KeyChooser(const KeySpec& spec) : spec_(spec) {
  LW_CHECK(spec.count > 0, "a workload needs a key");
  if (spec.kind != KeySpec::Kind::kZipfian) return;
  cumulative_.reserve(spec.count);
  double sum = 0;
  for (std::uint64_t rank = 1; rank <= spec.count; ++rank) {
    sum += std::pow(static_cast<double>(rank), -spec.theta);
    cumulative_.push_back(sum);
  }
  for (std::size_t i = 0; i <= kStarts; ++i) {
    const double u = static_cast<double>(i) / static_cast<double>(kStarts);
    starts_.push_back(search(u, 0, cumulative_.size()));
  }
}

std::uint64_t KeyChooser::next(Random& random) const {
  return std::min(pick(random.uniform()), spec_.count - 1);
}

// The first key whose cumulative share lies above u, or `end`. Requires: it is in [begin, end].
std::uint64_t KeyChooser::search(double u, std::size_t begin, std::size_t end) const {
  const auto first = cumulative_.begin();
  const auto at =
      std::upper_bound(first + static_cast<std::ptrdiff_t>(begin),
                       first + static_cast<std::ptrdiff_t>(end), u * cumulative_.back());
  return static_cast<std::uint64_t>(at - first);
}

std::uint64_t KeyChooser::pick(double u) const {
  const auto count = static_cast<double>(spec_.count);
  if (spec_.kind == KeySpec::Kind::kZipfian) {
    // kStarts is a power of two: what it multiplies stays exact.
    const auto start = static_cast<std::size_t>(u * static_cast<double>(kStarts));
    return search(u, starts_[start], starts_[start + 1]);
  }
  if (spec_.kind == KeySpec::Kind::kUniform || spec_.count == 1) {
    return static_cast<std::uint64_t>(u * count);
  }
  if (u < spec_.share) return 0;
  return 1 + static_cast<std::uint64_t>((u - spec_.share) / (1 - spec_.share) * (count - 1));
}

}  // namespace lastwrite

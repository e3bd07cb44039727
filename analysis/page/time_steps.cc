#include "analysis/page/time_steps.h"

#include <algorithm>

namespace lastwrite {
namespace {

std::int64_t floor_of(Duration span, Duration length) {
  const std::int64_t whole = span / length;
  return span % length < 0ns ? whole - 1 : whole;
}

// 1, 2, 5, 10, 20, … seconds.
Duration length_for(Duration span, std::size_t at_most) {
  for (Duration power = 1s;; power *= 10) {
    for (const int digit : {1, 2, 5}) {
      if (span / (power * digit) + 2 <= static_cast<std::int64_t>(at_most)) return power * digit;
    }
  }
}

}  // namespace

TimeSteps::TimeSteps(TrueTime begin, TrueTime end, TrueTime measure_begin, std::size_t at_most)
    : measure_begin_(measure_begin), length_(length_for(end - begin, at_most)) {
  first_ = floor_of(begin - measure_begin_, length_);
  const std::int64_t last = floor_of(end - 1ns - measure_begin_, length_);
  count_ = static_cast<std::size_t>(std::max<std::int64_t>(last - first_, 0)) + 1;
}

std::size_t TimeSteps::index(TrueTime at) const {
  const std::int64_t step = floor_of(at - measure_begin_, length_) - first_;
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(step, 0, static_cast<std::int64_t>(count_) - 1));
}

std::vector<double> TimeSteps::begins_s() const {
  std::vector<double> out;
  for (std::size_t step = 0; step < count_; ++step) out.push_back(begin_s(step));
  return out;
}

}  // namespace lastwrite

// Equal steps of time over a stretch of a run, whole seconds where there is room for that many.
//
//   TimeSteps steps(begin, end, measure_begin, 300);
//   steps.index(at)            // which step, kept within the first and the last
//   steps.begin_s(7)           // 7.0: seconds since measuring began
//
// Steps begin at multiples of their length from the beginning of measuring. Threading: immutable.
#pragma once

#include <cstddef>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

class TimeSteps {
 public:
  /// Requires: begin <= end; at_most >= 2.
  TimeSteps(TrueTime begin, TrueTime end, TrueTime measure_begin, std::size_t at_most);

  std::size_t count() const { return count_; }
  std::size_t index(TrueTime at) const;
  double length_s() const { return to_seconds(length_); }
  double begin_s(std::size_t step) const { return to_seconds(begin_of(step) - measure_begin_); }
  TrueTime begin_of(std::size_t step) const {
    return measure_begin_ + length_ * (first_ + static_cast<std::int64_t>(step));
  }
  /// begin_s() of each.
  std::vector<double> begins_s() const;

 private:
  TrueTime measure_begin_;
  Duration length_;
  std::int64_t first_ = 0;  // of the steps, counted from the beginning of measuring
  std::size_t count_ = 0;
};

}  // namespace lastwrite

// The distribution of waiting times of which some have not ended yet, without pretending that those
// do not exist: the product-limit estimator (Kaplan and Meier 1958).
//
//   Survival s({{80ms, true}, {95ms, true}, {200ms, false}});   // the third still waits after 200
//   ms s.share_within(100ms)                                       // 0.667 s.quantile(0.5) // 95
//   ms
//
// A wait that was cut off tells that it is longer than what was seen of it, no more; one that was
// cut off at the very moment another ended counts as still under way then. Threading: immutable.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "region/base/time.h"

namespace lastwrite {

struct Wait {
  Duration length{0};  // never negative
  bool ended = false;  // false: cut off after `length`
};

class Survival {
 public:
  struct Step {
    Duration at{0};
    double share = 0;  // of waits that have ended by then
  };

  explicit Survival(std::vector<Wait> waits);

  std::uint64_t count() const { return count_; }
  std::uint64_t cut_off() const { return cut_off_; }

  /// P(length <= `limit`). nullopt: nothing was counted, or `limit` lies behind all that was seen.
  std::optional<double> share_within(Duration limit) const;
  /// The shortest time within which the share reaches `p`; nullopt: it never does, or fewer than
  /// ten of the waits lie beyond it (as percentile()).
  std::optional<Duration> quantile(double p) const;
  /// The whole curve, ascending in both.
  const std::vector<Step>& steps() const { return steps_; }

 private:
  std::uint64_t count_ = 0;
  std::uint64_t cut_off_ = 0;
  Duration seen_{0};  // the longest wait, ended or not
  std::vector<Step> steps_;
};

}  // namespace lastwrite

// A set of stretches of time, disjoint and not touching, with their total length.
//
//   IntervalSet set;
//   set.add(TrueTime{10}, TrueTime{20});
//   set.add(TrueTime{15}, TrueTime{30});
//   set.length()                            // 20 ns
//
// Cost: O(log n) for each stretch added, amortised. Threading: a value.
#pragma once

#include <map>

#include "region/base/time.h"

namespace lastwrite {

class IntervalSet {
 public:
  /// [from, until); nothing when that is empty.
  void add(TrueTime from, TrueTime until);
  void add_all(const IntervalSet& other);

  Duration length() const { return length_; }
  std::size_t pieces() const { return ends_.size(); }
  /// Ends by beginnings, in order.
  const std::map<TrueTime, TrueTime>& ranges() const { return ends_; }

 private:
  std::map<TrueTime, TrueTime> ends_;
  Duration length_{0};
};

}  // namespace lastwrite

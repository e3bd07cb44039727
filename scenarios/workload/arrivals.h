// The gaps between the intended starts of one open-loop client's tasks.
//
//   Arrivals arrivals(spec.workload.arrivals, root.fork("arrivals/eu-west-1/0"));
//   Duration until_next = arrivals.next_gap();
//
// Threading: one loop. Requires: an open-loop rule.
#pragma once

#include "region/base/random.h"
#include "scenarios/engine/workload_spec.h"

namespace lastwrite {

class Arrivals {
 public:
  Arrivals(const ArrivalSpec& spec, Random random);

  /// From the previous start (at first: from the client's) to the next. The first gap of a constant
  /// rule is a random part of the gap, so that clients do not march in step.
  Duration next_gap();

 private:
  ArrivalSpec::Kind kind_;
  double mean_gap_ns_;
  bool first_ = true;
  Random random_;
};

}  // namespace lastwrite

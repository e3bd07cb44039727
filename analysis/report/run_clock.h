// Moments and stamps of a run as people compare them: seconds since a moment of the run, for stamps
// by what an exact clock would have shown then.
//
//   RunClock clock(history, manifest, run_origin(history));
//   clock.stamp_text(stamp)        // "0.5865@eu-west-1"
//
// Stamps are times since 1970; any accepted write tells how the two lie to each other, once its
// region's clock error is taken away. Threading: immutable.
#pragma once

#include <string>

#include "analysis/report/manifest.h"
#include "analysis/trace/history.h"

namespace lastwrite {

/// Zero of the times that people read: the beginning of measuring, from which scenarios count their
/// faults; without it that of the run.
TrueTime run_origin(const History& history);

class RunClock {
 public:
  RunClock(const History& history, const Manifest& manifest, TrueTime start);

  TrueTime start() const { return start_; }
  std::string stamp_text(const Stamp& stamp) const;

 private:
  TrueTime start_;
  std::int64_t wall_start_ns_ = 0;  // what an exact clock showed at `start_`
};

}  // namespace lastwrite

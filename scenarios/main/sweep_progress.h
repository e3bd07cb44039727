// Shows how far a sweep is, on standard error: a bar with the time that is left on a terminal, a
// line now and then otherwise. Threading: one thread.
#pragma once

#include "region/base/clock.h"
#include "scenarios/campaign/sweep/sweep_run.h"

namespace lastwrite {

/// "1 h 2 min", "3 min 20 s", "8 s".
std::string remaining_text(Duration remaining);

class SweepProgressDisplay {
 public:
  SweepProgressDisplay(const Clock& clock, bool quiet);
  SweepProgressDisplay(const SweepProgressDisplay&) = delete;
  SweepProgressDisplay& operator=(const SweepProgressDisplay&) = delete;
  ~SweepProgressDisplay();

  void show(const SweepProgress& progress);

 private:
  std::string text(const SweepProgress& progress) const;

  const Clock& clock_;
  const bool quiet_;
  const bool terminal_;
  const TrueTime begun_;
  TrueTime told_;
  bool drawn_ = false;
};

}  // namespace lastwrite

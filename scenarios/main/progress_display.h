// Shows how far a run is, on standard error: one line that redraws itself on a terminal, a line for
// each phase otherwise. Threading: one thread.
#pragma once

#include <string>

#include "region/base/clock.h"
#include "scenarios/live/live_run.h"

namespace lastwrite {

class ProgressDisplay {
 public:
  /// `quiet`: shows nothing.
  ProgressDisplay(const Clock& clock, bool quiet);
  ~ProgressDisplay() { finish(); }

  void show(const LiveProgress& progress);
  /// Says something that takes a while.
  void note(const std::string& text);
  /// Takes the line away again.
  void finish();

 private:
  void redraw(const LiveProgress& progress);

  const Clock& clock_;
  const bool quiet_;
  const bool terminal_;
  std::string last_;  // "strategy phase" last told
  TrueTime last_drawn_;
  bool drawn_ = false;
};

}  // namespace lastwrite

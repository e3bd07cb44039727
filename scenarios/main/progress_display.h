// Shows how far a run is, on standard error: one line that redraws itself on a terminal, a line for
// each phase otherwise. Threading: one thread.
#pragma once

#include <string>

#include "region/base/clock.h"
#include "scenarios/experiment/progress.h"

namespace lastwrite {

struct ProgressOptions {
  bool quiet = false;    // shows nothing
  Duration patience{0};  // shows nothing before: what is over so soon needs no progress
};

class ProgressDisplay {
 public:
  ProgressDisplay(const Clock& clock, ProgressOptions options);
  ~ProgressDisplay() { finish(); }

  void show(const RunProgress& progress);
  /// Says something that takes a while.
  void note(const std::string& text);
  /// The same of something that cannot tell how far it is, as often as you like: shows now and then
  /// how long it has taken.
  void working(const std::string& what);
  /// Takes the line away again.
  void finish();

 private:
  void redraw(const RunProgress& progress);

  bool silent() const { return options_.quiet || clock_.now() < begins_; }

  const Clock& clock_;
  const ProgressOptions options_;
  const TrueTime begins_;
  const bool terminal_;
  std::string last_;  // "strategy phase" last told
  TrueTime last_drawn_;
  TrueTime begun_;  // what working() tells of
  bool drawn_ = false;
};

}  // namespace lastwrite

// Runs one task: attempts (attempt_runner.h), with a backoff after each that failed, until the
// write is acknowledged, its outcome is unknown, or nothing more may help.
//
// A plain read is a task of one get, tried again like any other read.
//
// Threading: one loop. Calls `done` once, never inside start() or last_call(). May end while a
// request is open.
#pragma once

#include <functional>

#include "scenarios/experiment/attempt_runner.h"

namespace lastwrite {

class TaskRunner {
 public:
  /// `acknowledged`: the write was answered with success.
  using Done = std::function<void(bool acknowledged)>;

  TaskRunner(TaskEnvironment& environment, TaskPlan plan, Done done);

  void start();
  /// No attempt after the next one: a waiting backoff ends now, a failure is final.
  void last_call();

  const Attempt& attempt() const { return plan_.attempt; }
  /// The counter that the last write carried; 0 where there is none.
  std::int64_t written_count() const { return attempt_.written_count(); }

 private:
  void on_end(AttemptRunner::Ending ending);
  void try_again();

  TaskEnvironment& environment_;
  TaskPlan plan_;
  Done done_;
  bool last_call_ = false;
  TimerId backoff_ = TimerId::kNone;
  AttemptRunner attempt_;
  Lifetime lifetime_;
};

}  // namespace lastwrite

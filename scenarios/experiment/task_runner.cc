#include "scenarios/experiment/task_runner.h"

#include <utility>

#include "scenarios/strategy/backoff.h"

namespace lastwrite {

TaskRunner::TaskRunner(TaskEnvironment& environment, TaskPlan plan, Done done)
    : environment_(environment),
      plan_(std::move(plan)),
      done_(std::move(done)),
      attempt_(environment, plan_, [this](AttemptRunner::Ending ending) { on_end(ending); }) {}

void TaskRunner::start() {
  attempt_.begin();
}

void TaskRunner::last_call() {
  last_call_ = true;
  attempt_.last_call();
  if (environment_.scheduler.cancel(std::exchange(backoff_, TimerId::kNone))) try_again();
}

void TaskRunner::on_end(AttemptRunner::Ending ending) {
  if (ending != AttemptRunner::Ending::kAgain) {
    return done_(ending == AttemptRunner::Ending::kAcknowledged);
  }
  const Duration wait = backoff(environment_.retry, plan_.attempt.number, plan_.backoff);
  // The last call may have come while the attempt that failed was giving its lease back.
  backoff_ =
      environment_.scheduler.call_after(last_call_ ? Duration(0) : wait, lifetime_.guard([this] {
        backoff_ = TimerId::kNone;
        try_again();
      }));
}

void TaskRunner::try_again() {
  ++plan_.attempt.number;
  attempt_.begin();
}

}  // namespace lastwrite

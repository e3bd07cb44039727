// SEAM: how the core arranges to be called later. The core never blocks and owns no thread.
//
//   TimerId retry = scheduler.call_after(200ms, [this] { resend(); });
//   scheduler.cancel(retry);
//
// Invariants of every implementation:
//   1. Tasks run one at a time, never inside post() or call_after(), but perhaps inside offer().
//   2. Posted tasks run in the order of posting; timers in the order of due time, ties by creation.
//   3. After cancel(id) returns true, that task will not run.
// Threading: all calls from the loop's own thread, but for post() and offer() where an
// implementation allows more.
#pragma once

#include <cstdint>
#include <utility>

#include <absl/functional/any_invocable.h>

#include "region/base/time.h"

namespace lastwrite {

enum class TimerId : std::uint64_t { kNone = 0 };

class Scheduler {
 public:
  using Task = absl::AnyInvocable<void()>;

  virtual ~Scheduler() = default;

  /// Runs `task` soon.
  virtual void post(Task task) = 0;

  /// post(), for a thread that is not the loop's, has nothing better to do and holds no lock: it
  /// may run `task` itself where the loop is idle.
  virtual void offer(Task task) { post(std::move(task)); }

  /// Runs `task` once `delay` has passed (at once when `delay` <= 0).
  virtual TimerId call_after(Duration delay, Task task) = 0;

  /// Forgets a timer. False if it already ran or never was; kNone is allowed.
  virtual bool cancel(TimerId id) = 0;
};

}  // namespace lastwrite

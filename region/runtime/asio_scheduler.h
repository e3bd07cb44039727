// The event loop of a live process: a Scheduler over Boost.Asio, run by one thread.
//
//   AsioScheduler loop;
//   loop.on_signal({SIGINT, SIGTERM}, [&](int) { loop.stop(); });
//   loop.run();
//
// A thread that offers a task while the loop has nothing to do runs it itself: it is the loop until
// the task and what the task posts are done, and the loop's thread waits for that long. To wake
// another thread and be woken by it takes longer than most operations of a region.
//
// Threading: post(), offer() and stop() from any thread, all else on the loop: in a task, or before
// run().
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "region/base/scheduler.h"

namespace lastwrite {

class AsioScheduler final : public Scheduler {
 public:
  AsioScheduler();
  ~AsioScheduler() override;

  void post(Task task) override;
  void offer(Task task) override;
  TimerId call_after(Duration delay, Task task) override;
  bool cancel(TimerId id) override;

  /// Calls `handler` on the loop for each of these signals.
  void on_signal(const std::vector<int>& signals, std::function<void(int)> handler);
  /// Calls `lines` for each line read from `descriptor` (which it takes over) and `end` once, at
  /// its end.
  void read_lines(int descriptor, std::function<void(std::string)> line, std::function<void()> end);

  /// Runs until stop(). Tasks not yet run are then dropped.
  void run();
  void stop();
  /// Runs what is ready now and returns.
  void poll();

 private:
  struct Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace lastwrite

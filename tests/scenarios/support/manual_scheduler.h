// Virtual time for tests: a clock that jumps from one timer to the next. Threading: one thread.
#pragma once

#include <map>
#include <utility>

#include "region/base/clock.h"
#include "region/base/scheduler.h"

namespace lastwrite {

class ManualScheduler final : public Scheduler, public Clock {
 public:
  void post(Task task) override { call_after(Duration(0), std::move(task)); }

  TimerId call_after(Duration delay, Task task) override {
    const TrueTime due = delay.count() > 0 ? now_ + delay : now_;
    const TimerId id{++last_};
    tasks_.emplace(std::pair(due, id), std::move(task));
    due_.emplace(id, due);
    return id;
  }

  bool cancel(TimerId id) override {
    const auto found = due_.find(id);
    if (found == due_.end()) return false;
    tasks_.erase({found->second, id});
    due_.erase(found);
    return true;
  }

  TrueTime now() const override { return now_; }
  WallTime wall_now() const override { return WallTime{1'800'000'000'000'000'000 + now_.ns}; }

  /// Runs what is due within `span`, in order; the clock ends that much later.
  void run_for(Duration span) {
    const TrueTime end = now_ + span;
    while (!tasks_.empty() && tasks_.begin()->first.first <= end) run_one();
    now_ = end;
  }

  bool idle() const { return tasks_.empty(); }

 private:
  void run_one() {
    auto node = tasks_.extract(tasks_.begin());
    now_ = node.key().first;
    due_.erase(node.key().second);
    node.mapped()();
  }

  TrueTime now_{1'000'000'000};
  std::uint64_t last_ = 0;
  std::map<std::pair<TrueTime, TimerId>, Task> tasks_;
  std::map<TimerId, TrueTime> due_;
};

}  // namespace lastwrite

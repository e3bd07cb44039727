#include "scenarios/sim/sim_scheduler.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace lastwrite {

// What ends with the tasks may still want to post.
SimScheduler::~SimScheduler() {
  closing_ = true;
  posted_.clear();
  slots_.clear();
}

void SimScheduler::post(Task task) {
  if (!closing_) posted_.push_back({++sequence_, std::move(task)});
}

TimerId SimScheduler::call_after(Duration delay, Task task) {
  if (closing_) return TimerId::kNone;
  if (free_slots_.empty()) {
    free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
    slots_.emplace_back();
  }
  const std::uint32_t index = free_slots_.back();
  free_slots_.pop_back();
  Slot& slot = slots_[index];
  slot.task = std::move(task);
  const TrueTime due = delay.count() > 0 ? now_ + delay : now_;
  heap_.push_back({due, ++sequence_, index, slot.generation});
  std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  return TimerId{static_cast<std::uint64_t>(slot.generation) << 32 | (index + 1)};
}

bool SimScheduler::cancel(TimerId id) {
  const auto bits = static_cast<std::uint64_t>(id);
  const auto index = static_cast<std::uint32_t>(bits) - 1;
  if (bits == 0 || index >= slots_.size()) return false;
  if (slots_[index].generation != static_cast<std::uint32_t>(bits >> 32)) return false;
  const Task dead = release(index);  // its end may cancel or schedule others
  return true;
}

// The slot's generation moves on, so that what still refers to the old one is known to be dead.
Scheduler::Task SimScheduler::release(std::uint32_t index) {
  Slot& slot = slots_[index];
  ++slot.generation;
  free_slots_.push_back(index);
  return std::exchange(slot.task, nullptr);
}

void SimScheduler::drop_cancelled() {
  while (!heap_.empty() && slots_[heap_.front().slot].generation != heap_.front().generation) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
  }
}

// Posted tasks are due now; a timer that is due now too goes first if it was set before.
bool SimScheduler::posted_is_next() const {
  if (posted_.empty()) return false;
  if (heap_.empty() || heap_.front().due > now_) return true;
  return posted_.front().sequence < heap_.front().sequence;
}

bool SimScheduler::run_one() {
  drop_cancelled();
  Task task;
  if (posted_is_next()) {
    task = std::move(posted_.front().task);
    posted_.pop_front();
  } else {
    if (heap_.empty()) return false;
    now_ = heap_.front().due;
    const std::uint32_t slot = heap_.front().slot;
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    heap_.pop_back();
    task = release(slot);
  }
  ++events_;
  task();
  return true;
}

}  // namespace lastwrite

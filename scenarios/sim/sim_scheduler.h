// Virtual time: a heap of events keyed (time, sequence) and a clock that jumps from one to the
// next.
//
//   SimScheduler scheduler;
//   scheduler.call_after(80ms, [] { … });
//   while (scheduler.run_one()) {
//   }
//
// Idle time costs nothing. Integer nanoseconds; ties run in the order of scheduling, so that a run
// depends on nothing but its inputs. Invariants: those of region/base/scheduler.h (contract test:
// tests/scenarios/sim). Cost: O(log pending) for a timer, O(1) for post(). Threading: one thread.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "region/base/clock.h"
#include "region/base/scheduler.h"

namespace lastwrite {

class SimScheduler final : public Scheduler, public Clock {
 public:
  /// What a clock without fault shows at the start: 2026-01-01T00:00:00Z.
  static constexpr std::int64_t kEpochNs = 1'767'225'600'000'000'000;

  SimScheduler() = default;
  ~SimScheduler() override;

  void post(Task task) override;
  TimerId call_after(Duration delay, Task task) override;
  bool cancel(TimerId id) override;

  TrueTime now() const override { return now_; }
  /// A clock without fault: 2026-01-01T00:00:00Z plus the virtual time.
  WallTime wall_now() const override { return WallTime{kEpochNs + now_.ns}; }

  /// Runs the next event. False when there is none.
  bool run_one();
  /// Events run so far.
  std::uint64_t events() const { return events_; }

 private:
  struct Entry {
    TrueTime due;
    std::uint64_t sequence;
    std::uint32_t slot;
    std::uint32_t generation;  // of the slot; another one: the timer was cancelled
    bool operator>(const Entry& other) const {
      return due != other.due ? due > other.due : sequence > other.sequence;
    }
  };
  struct Slot {
    Task task;
    std::uint32_t generation = 0;
  };
  struct Posted {
    std::uint64_t sequence;
    Task task;
  };

  void drop_cancelled();
  bool posted_is_next() const;
  Task release(std::uint32_t slot);

  TrueTime now_{0};
  std::uint64_t sequence_ = 0;
  std::uint64_t events_ = 0;
  std::vector<Entry> heap_;  // the earliest first
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_slots_;
  std::deque<Posted> posted_;  // due now
  bool closing_ = false;
};

}  // namespace lastwrite

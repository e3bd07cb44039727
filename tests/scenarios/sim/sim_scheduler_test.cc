// The contract of region/base/scheduler.h in virtual time, and what is special to it.
#include "scenarios/sim/sim_scheduler.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "region/base/random.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

void run_all(SimScheduler& scheduler) {
  while (scheduler.run_one()) {
  }
}

TEST(SimScheduler, TimeJumpsFromOneTimerToTheNext) {
  SimScheduler scheduler;
  std::vector<std::int64_t> at;
  scheduler.call_after(2s, [&] { at.push_back(scheduler.now().ns); });
  scheduler.call_after(1s, [&] { at.push_back(scheduler.now().ns); });
  run_all(scheduler);
  EXPECT_EQ(at, (std::vector<std::int64_t>{1'000'000'000, 2'000'000'000}));
  EXPECT_EQ(scheduler.events(), 2U);
}

TEST(SimScheduler, TiesRunInTheOrderOfSchedulingPostedOrTimed) {
  SimScheduler scheduler;
  std::string order;
  scheduler.call_after(1s, [&] {
    scheduler.post([&] { order += "c"; });
    scheduler.call_after(0s, [&] { order += "d"; });
    scheduler.post([&] { order += "e"; });
    order += "a";
  });
  scheduler.call_after(1s, [&] { order += "b"; });
  run_all(scheduler);
  EXPECT_EQ(order, "abcde");
}

TEST(SimScheduler, ATaskNeverRunsInsideTheCallThatGivesIt) {
  SimScheduler scheduler;
  bool ran = false;
  scheduler.post([&] { ran = true; });
  EXPECT_FALSE(ran);
  run_all(scheduler);
  EXPECT_TRUE(ran);
}

TEST(SimScheduler, ACancelledTimerDoesNotRunAndItsIdIsNeverMeantAgain) {
  SimScheduler scheduler;
  int ran = 0;
  const TimerId first = scheduler.call_after(1s, [&] { ran += 1; });
  EXPECT_TRUE(scheduler.cancel(first));
  EXPECT_FALSE(scheduler.cancel(first));
  scheduler.call_after(1s, [&] { ran += 10; });  // takes the slot over
  EXPECT_FALSE(scheduler.cancel(first));
  EXPECT_FALSE(scheduler.cancel(TimerId::kNone));
  run_all(scheduler);
  EXPECT_EQ(ran, 10);
}

TEST(SimScheduler, ATimerThatHasRunCannotBeCancelled) {
  SimScheduler scheduler;
  TimerId self = TimerId::kNone;
  bool cancelled = true;
  self = scheduler.call_after(1s, [&] { cancelled = scheduler.cancel(self); });
  run_all(scheduler);
  EXPECT_FALSE(cancelled);
}

TEST(SimScheduler, CancelledTimersDoNotMoveTime) {
  SimScheduler scheduler;
  scheduler.cancel(scheduler.call_after(60min, [] {}));
  scheduler.call_after(1s, [] {});
  run_all(scheduler);
  EXPECT_EQ(scheduler.now().ns, 1'000'000'000);
}

TEST(SimScheduler, WhatATaskHoldsMayPostWhileTheSchedulerEnds) {
  struct Poster {
    explicit Poster(Scheduler& s) : scheduler(&s) {}
    Poster(Poster&& other) noexcept : scheduler(std::exchange(other.scheduler, nullptr)) {}
    ~Poster() {
      if (scheduler) scheduler->post([] {});
    }
    Scheduler* scheduler;
  };
  SimScheduler scheduler;
  scheduler.call_after(1s, [poster = Poster(scheduler)] {});
  scheduler.post([poster = Poster(scheduler)] {});
}

// Against a map of tasks, over random calls.
class Script {
 public:
  Script(Scheduler& scheduler, std::uint64_t seed) : scheduler_(scheduler), random_(seed) {}

  void act() {
    const int name = ++last_;
    const auto task = [this, name] {
      order.push_back(name);
      if (last_ < 300 && random_.below(3) > 0) act();
    };
    switch (random_.below(4)) {
      case 0:
        scheduler_.post(task);
        break;
      case 1:
        if (!timers_.empty()) {
          order.push_back(scheduler_.cancel(timers_[random_.below(timers_.size())]) ? -1 : -2);
        }
        [[fallthrough]];
      default:
        timers_.push_back(
            scheduler_.call_after(Duration(static_cast<std::int64_t>(random_.below(5))), task));
    }
  }

  std::vector<int> order;  // names as they ran, -1 and -2 for cancellations

 private:
  Scheduler& scheduler_;
  Random random_;
  int last_ = 0;
  std::vector<TimerId> timers_;
};

RC_GTEST_PROP(SimScheduler, RunsAsASortedMapOfTasksWould, (std::uint64_t seed)) {
  SimScheduler scheduler;
  ManualScheduler model;
  Script real(scheduler, seed);
  Script expected(model, seed);
  for (int i = 0; i < 20; ++i) {
    real.act();
    expected.act();
  }
  run_all(scheduler);
  model.run_for(1s);
  RC_ASSERT(real.order == expected.order);
}

}  // namespace
}  // namespace lastwrite

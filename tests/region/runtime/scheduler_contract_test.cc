// What scheduler.h promises, once for virtual time and once for the live loop.
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "region/runtime/asio_scheduler.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

class SchedulerRig {
 public:
  virtual ~SchedulerRig() = default;
  virtual Scheduler& scheduler() = 0;
  /// Runs the loop until everything due within 100 ms has run. Once.
  virtual void run() = 0;
  /// Lets `span` pass inside a task.
  virtual void linger(Duration span) = 0;
};

class ManualRig final : public SchedulerRig {
 public:
  Scheduler& scheduler() override { return scheduler_; }
  void run() override { scheduler_.run_for(100ms); }
  void linger(Duration) override {}  // in virtual time, all that is due at once has expired at once

 private:
  ManualScheduler scheduler_;
};

class AsioRig final : public SchedulerRig {
 public:
  Scheduler& scheduler() override { return scheduler_; }
  void run() override {
    scheduler_.call_after(100ms, [this] { scheduler_.stop(); });
    scheduler_.run();
  }
  void linger(Duration span) override {
    const auto end = std::chrono::steady_clock::now() + span;
    while (std::chrono::steady_clock::now() < end) {
    }
  }

 private:
  AsioScheduler scheduler_;
};

struct SchedulerKind {
  std::string name;
  std::unique_ptr<SchedulerRig> (*make)();
  friend void PrintTo(const SchedulerKind& kind, std::ostream* out) { *out << kind.name; }
};

const SchedulerKind kKinds[] = {
    {"Manual", []() -> std::unique_ptr<SchedulerRig> { return std::make_unique<ManualRig>(); }},
    {"Asio", []() -> std::unique_ptr<SchedulerRig> { return std::make_unique<AsioRig>(); }}};

class SchedulerContract : public testing::TestWithParam<SchedulerKind> {
 protected:
  Scheduler::Task note(std::string what) {
    return [this, what = std::move(what)] { ran_.push_back(what); };
  }
  void run() { rig_->run(); }

  std::vector<std::string> ran_;
  std::unique_ptr<SchedulerRig> rig_ = GetParam().make();
  Scheduler& scheduler_ = rig_->scheduler();
};

INSTANTIATE_TEST_SUITE_P(Every, SchedulerContract, testing::ValuesIn(kKinds),
                         [](const auto& tested) { return tested.param.name; });

using Ran = std::vector<std::string>;

TEST_P(SchedulerContract, PostedTasksRunLaterAndInOrder) {
  for (const char* what : {"a", "b", "c"}) scheduler_.post(note(what));
  EXPECT_TRUE(ran_.empty());
  run();
  EXPECT_EQ(ran_, (Ran{"a", "b", "c"}));
}

TEST_P(SchedulerContract, AnOfferIsAtLeastAPost) {
  scheduler_.post(note("a"));
  scheduler_.offer(note("b"));
  scheduler_.post(note("c"));
  run();
  EXPECT_EQ(ran_, (Ran{"a", "b", "c"}));
}

TEST_P(SchedulerContract, WhatATaskPostsRunsAfterItAndAfterWhatWasPostedBefore) {
  scheduler_.post([this] {
    scheduler_.post(note("inner"));
    ran_.push_back("outer");
  });
  scheduler_.post(note("second"));
  run();
  EXPECT_EQ(ran_, (Ran{"outer", "second", "inner"}));
}

TEST_P(SchedulerContract, TimersRunInTheOrderInWhichTheyAreDue) {
  scheduler_.call_after(30ms, note("30"));
  scheduler_.call_after(10ms, note("10"));
  scheduler_.call_after(20ms, note("20"));
  run();
  EXPECT_EQ(ran_, (Ran{"10", "20", "30"}));
}

TEST_P(SchedulerContract, TimersOfOneDelayRunInTheOrderOfTheirCreation) {
  Ran expected;
  for (int i = 0; i < 200; ++i) {
    scheduler_.call_after(10ms, note(std::to_string(i)));
    expected.push_back(std::to_string(i));
  }
  run();
  EXPECT_EQ(ran_, expected);
}

TEST_P(SchedulerContract, ADelayOfNothingOrLessRunsSoonAndNotInside) {
  scheduler_.post([this] {
    scheduler_.call_after(-5ms, note("past"));
    scheduler_.call_after(0ms, note("now"));
    ran_.push_back("task");
  });
  run();
  EXPECT_EQ(ran_, (Ran{"task", "past", "now"}));
}

TEST_P(SchedulerContract, ATimerMaySetAnother) {
  scheduler_.call_after(10ms, [this] {
    ran_.push_back("first");
    scheduler_.call_after(10ms, note("second"));
  });
  run();
  EXPECT_EQ(ran_, (Ran{"first", "second"}));
}

TEST_P(SchedulerContract, ACancelledTimerDoesNotRun) {
  const TimerId id = scheduler_.call_after(10ms, note("cancelled"));
  scheduler_.call_after(20ms, note("kept"));
  EXPECT_TRUE(scheduler_.cancel(id));
  EXPECT_FALSE(scheduler_.cancel(id)) << "it is forgotten";
  run();
  EXPECT_EQ(ran_, Ran{"kept"});
}

TEST_P(SchedulerContract, ATimerThatHasExpiredMayStillBeCancelledByTheOneBeforeIt) {
  TimerId second = TimerId::kNone;
  bool cancelled = false;
  scheduler_.call_after(5ms, [&] {
    rig_->linger(10ms);
    cancelled = scheduler_.cancel(second);
  });
  second = scheduler_.call_after(5ms, note("second"));
  run();
  EXPECT_TRUE(cancelled);
  EXPECT_TRUE(ran_.empty());
}

TEST_P(SchedulerContract, CancellingWhatRanOrNeverWasIsFalse) {
  EXPECT_FALSE(scheduler_.cancel(TimerId::kNone));
  EXPECT_FALSE(scheduler_.cancel(TimerId{999}));
  TimerId own = TimerId::kNone;
  bool inside = true;
  own = scheduler_.call_after(1ms, [&] { inside = scheduler_.cancel(own); });
  run();
  EXPECT_FALSE(inside) << "a timer that runs is no more";
  EXPECT_FALSE(scheduler_.cancel(own));
}

TEST_P(SchedulerContract, TimersHaveIdsOfTheirOwn) {
  const TimerId a = scheduler_.call_after(1ms, note("a"));
  const TimerId b = scheduler_.call_after(1ms, note("b"));
  EXPECT_NE(a, b);
  EXPECT_NE(a, TimerId::kNone);
}

TEST_P(SchedulerContract, TasksThatNeverRunAreDestroyedWithTheScheduler) {
  const auto token = std::make_shared<int>(0);
  scheduler_.call_after(10s, [token] {});
  run();
  scheduler_.post([token] {});
  EXPECT_GT(token.use_count(), 1);
  rig_.reset();
  EXPECT_EQ(token.use_count(), 1);
}

}  // namespace
}  // namespace lastwrite

// What the live loop has beyond a scheduler: other threads, lines from a pipe, signals.
#include "region/runtime/asio_scheduler.h"

#include <algorithm>
#include <csignal>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "region/base/check.h"
#include "tests/support/live_loop.h"

namespace lastwrite {
namespace {

TEST(AsioScheduler, TakesTasksFromManyThreadsAndKeepsTheOrderOfEach) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 5'000;
  LiveLoop loop;
  std::vector<std::vector<int>> ran(kThreads);
  int total = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kTasks; ++i) {
        loop.scheduler().post([&, t, i] {
          ran[static_cast<std::size_t>(t)].push_back(i);
          ++total;
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(loop.eventually([&] { return total == kThreads * kTasks; }));
  for (const auto& one : ran) EXPECT_TRUE(std::is_sorted(one.begin(), one.end()));
}

TEST(AsioScheduler, RunsTasksOneAtATime) {
  LiveLoop loop;
  bool busy = false;
  bool overlapped = false;
  int done = 0;
  const auto task = [&] {
    overlapped = overlapped || std::exchange(busy, true);
    loop.scheduler().call_after(0ms, [&] { ++done; });
    busy = false;
  };
  for (int i = 0; i < 1000; ++i) loop.scheduler().post(task);
  ASSERT_TRUE(loop.eventually([&] { return done == 1000; }));
  EXPECT_FALSE(overlapped);
}

TEST(AsioScheduler, StopDropsWhatHasNotRun) {
  AsioScheduler scheduler;
  bool ran = false;
  scheduler.post([&] { scheduler.stop(); });
  scheduler.post([&] { ran = true; });
  scheduler.run();
  EXPECT_FALSE(ran);
}

// --- offers --------------------------------------------------------------------------------------

TEST(AsioSchedulerOffers, AreTakenAtOnceWhereTheLoopIsIdle) {
  LiveLoop loop;
  const auto deadline = std::chrono::steady_clock::now() + 30s;
  bool at_once = false;
  while (!at_once && std::chrono::steady_clock::now() < deadline) {
    std::thread::id ran_on;
    std::promise<void> done;
    loop.scheduler().offer([&] {
      ran_on = std::this_thread::get_id();
      done.set_value();
    });
    done.get_future().wait();
    at_once = ran_on == std::this_thread::get_id();
  }
  EXPECT_TRUE(at_once);
}

TEST(AsioSchedulerOffers, RunWhatTheyPostAndLeaveTheRestToTheLoop) {
  AsioScheduler scheduler;
  std::string ran;
  const auto offer = [&] {
    scheduler.offer([&] {
      ran += "a";
      scheduler.post([&] {
        ran += "b";
        scheduler.post([&] { ran += "d"; });
        scheduler.call_after(5ms, [&] {
          ran += "e";
          scheduler.stop();
        });
      });
      scheduler.post([&] { ran += "c"; });
    });
  };
  std::thread guest;
  scheduler.post([&] { guest = std::thread(offer); });  // which may find the loop busy or idle
  scheduler.run();
  guest.join();
  EXPECT_EQ(ran, "abcde");
}

TEST(AsioSchedulerOffers, WaitForTheLoopThatDoesNotRunYet) {
  AsioScheduler scheduler;
  bool ran = false;
  scheduler.offer([&] {
    ran = true;
    scheduler.stop();
  });
  EXPECT_FALSE(ran);
  scheduler.run();
  EXPECT_TRUE(ran);
}

TEST(AsioSchedulerOffers, AreDroppedAfterTheEnd) {
  AsioScheduler scheduler;
  scheduler.post([&] { scheduler.stop(); });
  scheduler.run();
  bool ran = false;
  scheduler.offer([&] { ran = true; });
  EXPECT_FALSE(ran);
}

TEST(AsioSchedulerOffers, AndPostsRunOneAtATimeAndInTheOrderOfEachThread) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 5'000;
  LiveLoop loop;
  std::vector<std::vector<int>> ran(kThreads);
  int total = 0;
  bool busy = false;
  bool overlapped = false;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kTasks; ++i) {
        const auto task = [&, t, i] {
          overlapped = overlapped || std::exchange(busy, true);
          ran[static_cast<std::size_t>(t)].push_back(i);
          if (i % 7 == 0) loop.scheduler().call_after(0ms, [&] { ++total; });
          if (i % 7 != 0) loop.scheduler().post([&] { ++total; });
          busy = false;
        };
        (i + t) % 3 == 0 ? loop.scheduler().post(task) : loop.scheduler().offer(task);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_TRUE(loop.eventually([&] { return total == kThreads * kTasks; }));
  EXPECT_FALSE(overlapped);
  for (const auto& one : ran) EXPECT_TRUE(std::is_sorted(one.begin(), one.end()));
}

// --- lines -------------------------------------------------------------------------------------

class Pipe {
 public:
  Pipe() { LW_CHECK(pipe(ends_) == 0, "no pipe"); }
  ~Pipe() { close_writer(); }
  int reader() const { return ends_[0]; }
  void write(const std::string& text) {
    LW_CHECK(::write(ends_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()),
             "a short write");
  }
  void close_writer() {
    if (ends_[1] >= 0) close(std::exchange(ends_[1], -1));
  }

 private:
  int ends_[2] = {-1, -1};
};

// Lines read from a pipe by a loop of their own, which ends first: what it still reads while the
// pipe closes has somewhere to go.
struct Reading {
  Reading() {
    loop.run([&] {
      loop.scheduler().read_lines(
          pipe.reader(), [this](const std::string& line) { lines.push_back(line); },
          [this] { ++ends; });
    });
  }
  Pipe pipe;
  std::vector<std::string> lines;
  int ends = 0;
  LiveLoop loop;
};

TEST(AsioSchedulerLines, ArriveWholeHoweverTheyAreCut) {
  Reading reading;
  reading.pipe.write("one\ntwo\nth");
  ASSERT_TRUE(reading.loop.eventually([&] { return reading.lines.size() == 2; }));
  reading.pipe.write("ree\n\n" + std::string(50'000, 'x'));
  ASSERT_TRUE(reading.loop.eventually([&] { return reading.lines.size() == 4; }));
  reading.loop.run([&] {
    EXPECT_EQ(reading.lines, (std::vector<std::string>{"one", "two", "three", ""}));
    EXPECT_EQ(reading.ends, 0);
  });
}

TEST(AsioSchedulerLines, TheLastOneNeedsNoNewlineAndTheEndIsToldOnce) {
  Reading reading;
  reading.pipe.write("one\nlast");
  reading.pipe.close_writer();
  ASSERT_TRUE(reading.loop.eventually([&] { return reading.ends > 0; }));
  int looks = 0;
  ASSERT_TRUE(reading.loop.eventually([&] { return ++looks > 10; }));
  reading.loop.run([&] {
    EXPECT_EQ(reading.lines, (std::vector<std::string>{"one", "last"}));
    EXPECT_EQ(reading.ends, 1);
  });
}

TEST(AsioSchedulerLines, APipeClosedAtOnceHasAnEndAndNoLine) {
  Reading reading;
  reading.pipe.close_writer();
  ASSERT_TRUE(reading.loop.eventually([&] { return reading.ends == 1; }));
  reading.loop.run([&] { EXPECT_TRUE(reading.lines.empty()); });
}

TEST(AsioSchedulerLines, ALoopMayEndWhileALineIsAwaited) {
  Pipe pipe;
  bool told = false;
  {
    AsioScheduler scheduler;
    scheduler.read_lines(
        pipe.reader(), [&](const std::string&) { told = true; }, [&] { told = true; });
    scheduler.post([&] { scheduler.stop(); });
    scheduler.run();
  }
  EXPECT_FALSE(told);
}

// --- signals -----------------------------------------------------------------------------------

TEST(AsioSchedulerSignals, ComeOnTheLoopEachTime) {
  LiveLoop loop;
  std::vector<int> heard;
  std::thread::id on;
  loop.run([&] {
    loop.scheduler().on_signal({SIGUSR1, SIGUSR2}, [&](int signal) {
      heard.push_back(signal);
      on = std::this_thread::get_id();
    });
  });
  std::raise(SIGUSR1);
  ASSERT_TRUE(loop.eventually([&] { return heard.size() == 1; }));
  std::raise(SIGUSR2);
  ASSERT_TRUE(loop.eventually([&] { return heard.size() == 2; }));
  loop.run([&] {
    EXPECT_EQ(heard, (std::vector<int>{SIGUSR1, SIGUSR2}));
    EXPECT_EQ(on, std::this_thread::get_id());
  });
}

}  // namespace
}  // namespace lastwrite

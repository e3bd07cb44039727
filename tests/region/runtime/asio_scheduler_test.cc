// What the live loop has beyond a scheduler: other threads, lines from a pipe, signals.
#include "region/runtime/asio_scheduler.h"

#include <algorithm>
#include <csignal>
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

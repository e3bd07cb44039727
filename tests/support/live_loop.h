// An AsioScheduler on a thread of its own, for tests of what needs real sockets and threads.
//
//   LiveLoop loop;
//   loop.run([&] { transport.send(…); });                        // on the loop; returns when done
//   EXPECT_TRUE(loop.eventually([&] { return arrived == 3; }));  // looks on the loop, until a
//   deadline
//
// Threading: called from the test's thread; what it is given runs on the loop's.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <thread>
#include <utility>

#include "region/runtime/asio_scheduler.h"

namespace lastwrite {

class LiveLoop {
 public:
  LiveLoop() : thread_([this] { scheduler_.run(); }) {}
  ~LiveLoop() {
    scheduler_.post([this] { scheduler_.stop(); });
    thread_.join();
  }

  AsioScheduler& scheduler() { return scheduler_; }

  void run(std::function<void()> task) {
    std::promise<void> done;
    scheduler_.post([&] {
      task();
      done.set_value();
    });
    done.get_future().wait();
  }

  /// False when `holds` does not come true within half a minute: far more than any machine needs.
  bool eventually(std::function<bool()> holds) {
    std::promise<bool> outcome;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::function<void()> look = [&] {
      if (holds()) return outcome.set_value(true);
      if (std::chrono::steady_clock::now() > deadline) return outcome.set_value(false);
      scheduler_.call_after(1ms, [&] { look(); });
    };
    scheduler_.post([&] { look(); });
    return outcome.get_future().get();
  }

 private:
  AsioScheduler scheduler_;
  std::thread thread_;
};

}  // namespace lastwrite

// Counts what another library still holds of an object, so that its owner can wait until it is let
// go.
//
//   in_use.enter();      // a stream is handed over
//   in_use.leave();      // from any thread: the stream is done
//   in_use.wait();       // returns when every enter() has its leave()
//
// Threading: any thread.
#pragma once

#include <condition_variable>
#include <mutex>

namespace lastwrite {

class InUse {
 public:
  void enter() {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) empty_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    empty_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable empty_;
  int count_ = 0;
};

}  // namespace lastwrite

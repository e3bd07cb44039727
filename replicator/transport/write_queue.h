// The writing half of a gRPC stream: one write at a time (gRPC aborts on two), the rest queued in
// order.
//
//   queue.write(message);        // any thread
//   queue.on_write_done(ok);     // from the reactor's OnWriteDone
//   if (queue.close()) …         // no write begins after this; true the first time
//
// `Reactor` offers StartWrite(const Message*), which does not call back before it returns. After a
// failed write no other begins: the stream is broken and its end follows. Threading: any thread.
#pragma once

#include <deque>
#include <mutex>
#include <utility>

namespace lastwrite {

template <typename Reactor, typename Message>
class WriteQueue {
 public:
  explicit WriteQueue(Reactor& reactor) : reactor_(reactor) {}

  void write(Message message) {
    const std::lock_guard lock(mutex_);
    if (closed_) return;
    queue_.push_back(std::move(message));
    if (queue_.size() == 1) reactor_.StartWrite(&queue_.front());
  }

  void on_write_done(bool ok) {
    const std::lock_guard lock(mutex_);
    if (!ok) {
      closed_ = true;
      return;
    }
    queue_.pop_front();
    if (!closed_ && !queue_.empty()) reactor_.StartWrite(&queue_.front());
  }

  bool close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    return !std::exchange(close_told_, true);
  }

 private:
  Reactor& reactor_;
  std::mutex mutex_;
  std::deque<Message> queue_;
  bool closed_ = false;
  bool close_told_ = false;
};

}  // namespace lastwrite

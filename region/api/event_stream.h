// Text that goes to one client as it comes, after the head of its response: server-sent events.
// What the client is slow to take waits, up to a bound; beyond that it is given up.
//
//   auto stream = std::make_shared<EventStream>(256 * 1024);
//   reply([stream] { return HttpResponse{200, {}, "", stream}; });
//   stream->send("event: state\ndata: {}\n\n");         // later, from any thread
//   if (stream->ended()) forget(stream);                // it has gone, or was too slow
//
// Threading: any thread. `wake` is called with no lock held.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace lastwrite {

class EventStream {
 public:
  explicit EventStream(std::size_t waiting_bytes_max) : bytes_max_(waiting_bytes_max) {}

  /// Ignored once ended() is true.
  void send(std::string_view text) {
    change([&] { append(text); });
  }
  /// Nothing more comes: the connection ends once what waits has been taken.
  void end() {
    change([&] { ended_ = true; });
  }
  bool ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
  }
  /// Until the server is through with it: the client has taken all that came before end(), or is
  /// gone.
  void wait_detached(std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(mutex_);
    detached_.wait_until(lock, until, [this] { return server_is_through_; });
  }

  // --- the server's side ---

  /// `wake` is called after each change until detach().
  void attach(std::function<void()> wake) {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
  }
  /// The client is gone.
  void detach() {
    const std::lock_guard lock(mutex_);
    wake_ = nullptr;
    ended_ = server_is_through_ = true;
    detached_.notify_all();
  }
  /// All that waits.
  std::string take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
  }
  /// More came than the client would take.
  bool overrun() const {
    const std::lock_guard lock(mutex_);
    return overrun_;
  }

 private:
  template <typename Change>
  void change(Change make) {
    std::function<void()> wake;
    {
      const std::lock_guard lock(mutex_);
      if (ended_) return;
      make();
      wake = wake_;
    }
    if (wake) wake();
  }
  void append(std::string_view text) {
    overrun_ = waiting_.size() + text.size() > bytes_max_;
    ended_ = overrun_;
    overrun_ ? waiting_.clear() : static_cast<void>(waiting_.append(text));
  }

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::condition_variable detached_;
  std::function<void()> wake_;
  std::string waiting_;
  bool ended_ = false;
  bool server_is_through_ = false;
  bool overrun_ = false;
};

}  // namespace lastwrite

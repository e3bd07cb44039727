#include "region/runtime/asio_scheduler.h"

#include <atomic>
#include <map>
#include <mutex>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>

namespace lastwrite {
namespace asio = boost::asio;
namespace {

// Reads a descriptor line by line; keeps itself alive while a read is pending.
class LineReader : public std::enable_shared_from_this<LineReader> {
 public:
  LineReader(asio::io_context& context, std::mutex& turn, int descriptor,
             std::function<void(std::string)> line, std::function<void()> end)
      : stream_(context, descriptor), turn_(turn), line_(std::move(line)), end_(std::move(end)) {}

  void read() {
    asio::async_read_until(stream_, buffer_, '\n',
                           [self = shared_from_this()](const boost::system::error_code& error,
                                                       std::size_t) { self->on_read(error); });
  }

 private:
  void on_read(const boost::system::error_code& error) {
    const std::lock_guard lock(turn_);
    std::istream in(&buffer_);
    std::string text;
    if (error) {
      if (std::getline(in, text) && !text.empty()) line_(std::move(text));
      end_();
      return;
    }
    std::getline(in, text);
    line_(std::move(text));
    read();
  }

  asio::posix::stream_descriptor stream_;
  std::mutex& turn_;
  asio::streambuf buffer_;
  std::function<void(std::string)> line_;
  std::function<void()> end_;
};

}  // namespace

struct AsioScheduler::Loop {
  struct Timer {
    asio::steady_timer timer;
    Task task;
  };

  std::mutex turn;  // held while a task runs, on whatever thread
  std::atomic<bool> running = false;
  std::atomic<std::size_t> posted = 0;  // and not begun
  std::vector<Task> guests;             // posted by a task that was offered; under `turn`
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::map<TimerId, Timer> timers;
  std::uint64_t last_timer = 0;
  std::vector<std::unique_ptr<asio::signal_set>> signals;

  void post(Task task) {
    ++posted;
    asio::post(context, [this, task = std::move(task)]() mutable {
      const std::lock_guard lock(turn);
      --posted;
      task();
    });
  }

  // The tasks that are there, not what they post in turn.
  void run_guests() {
    for (Task& task : std::exchange(guests, {})) {
      if (!context.stopped()) task();
    }
  }

  void fire(TimerId id) {
    const std::lock_guard lock(turn);
    const auto found = timers.find(id);
    if (found == timers.end()) return;  // cancelled after it had expired
    Task task = std::move(found->second.task);
    timers.erase(found);
    task();
  }

  void wait_signal(asio::signal_set& set, const std::function<void(int)>& handler) {
    set.async_wait([this, &set, handler](const boost::system::error_code& error, int number) {
      if (error) return;
      const std::lock_guard lock(turn);
      handler(number);
      wait_signal(set, handler);
    });
  }
};

namespace {

// The loop whose task this thread runs as a guest.
thread_local const void* guest_of = nullptr;

}  // namespace

AsioScheduler::AsioScheduler() : loop_(std::make_unique<Loop>()) {}
AsioScheduler::~AsioScheduler() = default;

void AsioScheduler::post(Task task) {
  if (guest_of == loop_.get()) return loop_->guests.push_back(std::move(task));
  loop_->post(std::move(task));
}

// What runs here: the task, and what it posts (a turn of the group commit). What that posts (to
// replicate what was committed) is for the loop's thread, so that the guest can answer.
void AsioScheduler::offer(Task task) {
  Loop& loop = *loop_;
  if (loop.posted != 0 || guest_of != nullptr || !loop.turn.try_lock())
    return post(std::move(task));
  const std::unique_lock held(loop.turn, std::adopt_lock);
  // run() lets go of the turn for the last time before it ends: see there.
  if (!loop.running || loop.context.stopped()) return post(std::move(task));
  guest_of = &loop;
  task();
  loop.run_guests();
  guest_of = nullptr;
  for (Task& left : std::exchange(loop.guests, {})) loop.post(std::move(left));
}

TimerId AsioScheduler::call_after(Duration delay, Task task) {
  const auto id = static_cast<TimerId>(++loop_->last_timer);
  const auto [entry, inserted] =
      loop_->timers.emplace(id, Loop::Timer{asio::steady_timer(loop_->context), std::move(task)});
  asio::steady_timer& timer = entry->second.timer;
  timer.expires_after(delay.count() > 0 ? delay : Duration(0));
  timer.async_wait([loop = loop_.get(), id](const boost::system::error_code& error) {
    if (!error) loop->fire(id);
  });
  return id;
}

bool AsioScheduler::cancel(TimerId id) {
  return loop_->timers.erase(id) > 0;
}

void AsioScheduler::on_signal(const std::vector<int>& signals, std::function<void(int)> handler) {
  auto set = std::make_unique<asio::signal_set>(loop_->context);
  for (const int signal : signals) set->add(signal);
  loop_->wait_signal(*set, handler);
  loop_->signals.push_back(std::move(set));
}

void AsioScheduler::read_lines(int descriptor, std::function<void(std::string)> line,
                               std::function<void()> end) {
  std::make_shared<LineReader>(loop_->context, loop_->turn, descriptor, std::move(line),
                               std::move(end))
      ->read();
}

void AsioScheduler::run() {
  loop_->running = true;
  loop_->context.run();
  loop_->running = false;
  // Who was offered a task before that and still runs it holds this; nobody begins another.
  const std::lock_guard last(loop_->turn);
}
void AsioScheduler::poll() {
  loop_->context.poll();
}
void AsioScheduler::stop() {
  loop_->context.stop();
}

}  // namespace lastwrite

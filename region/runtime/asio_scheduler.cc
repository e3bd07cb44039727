#include "region/runtime/asio_scheduler.h"

#include <map>
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
  LineReader(asio::io_context& context, int descriptor, std::function<void(std::string)> line,
             std::function<void()> end)
      : stream_(context, descriptor), line_(std::move(line)), end_(std::move(end)) {}

  void read() {
    asio::async_read_until(stream_, buffer_, '\n',
                           [self = shared_from_this()](const boost::system::error_code& error,
                                                       std::size_t) { self->on_read(error); });
  }

 private:
  void on_read(const boost::system::error_code& error) {
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

  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  std::map<TimerId, Timer> timers;
  std::uint64_t last_timer = 0;
  std::vector<std::unique_ptr<asio::signal_set>> signals;

  void fire(TimerId id) {
    const auto found = timers.find(id);
    if (found == timers.end()) return;  // cancelled after it had expired
    Task task = std::move(found->second.task);
    timers.erase(found);
    task();
  }

  static void wait_signal(asio::signal_set& set, const std::function<void(int)>& handler) {
    set.async_wait([&set, handler](const boost::system::error_code& error, int number) {
      if (error) return;
      handler(number);
      wait_signal(set, handler);
    });
  }
};

AsioScheduler::AsioScheduler() : loop_(std::make_unique<Loop>()) {}
AsioScheduler::~AsioScheduler() = default;

void AsioScheduler::post(Task task) {
  asio::post(loop_->context, std::move(task));
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
  Loop::wait_signal(*set, handler);
  loop_->signals.push_back(std::move(set));
}

void AsioScheduler::read_lines(int descriptor, std::function<void(std::string)> line,
                               std::function<void()> end) {
  std::make_shared<LineReader>(loop_->context, descriptor, std::move(line), std::move(end))->read();
}

void AsioScheduler::run() {
  loop_->context.run();
}
void AsioScheduler::poll() {
  loop_->context.poll();
}
void AsioScheduler::stop() {
  loop_->context.stop();
}

}  // namespace lastwrite

#include "bench/api/http_load.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "region/base/check.h"

namespace lastwrite {
namespace {

using Time = std::chrono::steady_clock::time_point;

int connect_to(const std::string& address) {
  const auto colon = address.rfind(':');
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  LW_CHECK(inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr) == 1, "{}", address);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  LW_CHECK(connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0,
           "nobody listens at {}", address);
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

// One connection: what has come of the answer, and when its request was sent.
class Connection {
 public:
  explicit Connection(const std::string& address) : socket_(connect_to(address)) {}
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int socket() const { return socket_; }
  Time sent() const { return sent_; }
  const std::string& answer() const { return seen_; }

  void send(const std::string& request) {
    seen_.clear();
    whole_ = std::string::npos;
    sent_ = std::chrono::steady_clock::now();
    std::size_t done = 0;
    while (done < request.size()) {
      const auto n = ::send(socket_, request.data() + done, request.size() - done, MSG_NOSIGNAL);
      LW_CHECK(n > 0, "the server closed a connection");
      done += static_cast<std::size_t>(n);
    }
  }

  /// True when the answer is whole.
  bool receive() {
    std::array<char, 64 * 1024> bytes;
    const auto n = recv(socket_, bytes.data(), bytes.size(), 0);
    LW_CHECK(n > 0, "the server closed a connection");
    seen_.append(bytes.data(), static_cast<std::size_t>(n));
    if (whole_ == std::string::npos) read_length();
    return seen_.size() >= whole_;
  }

 private:
  void read_length() {
    const auto end = seen_.find("\r\n\r\n");
    if (end == std::string::npos) return;
    std::string head = seen_.substr(0, end);
    std::transform(head.begin(), head.end(), head.begin(),
                   [](unsigned char c) { return tolower(c); });
    const auto field = head.find("\r\ncontent-length: ");
    LW_CHECK(field != std::string::npos, "an answer without Content-Length: {}", head);
    std::size_t length = 0;
    std::from_chars(head.data() + field + 18, head.data() + head.size(), length);
    whole_ = end + 4 + length;
  }

  const int socket_;
  Time sent_;
  std::string seen_;
  std::size_t whole_ = std::string::npos;
};

class Load {
 public:
  Load(const std::string& address, const std::vector<std::string>& requests,
       const LoadOptions& options)
      : requests_(requests), options_(options), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    for (std::size_t i = 0; i < options.connections; ++i) {
      connections_.push_back(std::make_unique<Connection>(address));
      epoll_event event{EPOLLIN, {.ptr = connections_.back().get()}};
      epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_.back()->socket(), &event);
    }
  }
  ~Load() { close(epoll_); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  LoadResult run() {
    begin_ = std::chrono::steady_clock::now();
    for (const auto& connection : connections_) connection->send(next_request());
    under_way_ = connections_.size();
    while (under_way_ > 0) turn();
    return result();
  }

 private:
  const std::string& next_request() { return requests_[next_++ % requests_.size()]; }

  void turn() {
    std::array<epoll_event, 64> events;
    const int count = epoll_wait(epoll_, events.data(), events.size(), 30'000);
    LW_CHECK(count > 0, "no answer for half a minute");
    for (int i = 0; i < count; ++i) {
      auto& connection = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (connection.receive()) answered(connection);
    }
  }

  void answered(Connection& connection) {
    last_ = std::chrono::steady_clock::now();
    times_.push_back(last_ - connection.sent());
    if (!connection.answer().starts_with("HTTP/1.1 200")) {
      if (refused_++ == 0) first_refusal_ = connection.answer();
    }
    const bool over =
        last_ - begin_ >= options_.time || times_.size() + under_way_ > options_.requests_max;
    if (over) {
      --under_way_;
    } else {
      connection.send(next_request());
    }
  }

  LoadResult result() {
    std::sort(times_.begin(), times_.end());
    const double seconds = std::chrono::duration<double>(last_ - begin_).count();
    const auto at = [&](double share) {
      return times_[static_cast<std::size_t>(share * static_cast<double>(times_.size() - 1))];
    };
    return {static_cast<double>(times_.size()) / seconds,
            at(0.5),
            at(0.99),
            times_.size(),
            refused_,
            first_refusal_};
  }

  const std::vector<std::string>& requests_;
  const LoadOptions options_;
  const int epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::size_t next_ = 0;
  std::size_t under_way_ = 0;
  Time begin_;
  Time last_;
  std::vector<Duration> times_;
  std::uint64_t refused_ = 0;
  std::string first_refusal_;
};

}  // namespace

LoadResult run_load(const std::string& address, const std::vector<std::string>& requests,
                    const LoadOptions& options) {
  return Load(address, requests, options).run();
}

std::string dynamo_request(const std::string& operation, const std::string& body) {
  return fmt::format(
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\n"
      "X-Amz-Target: DynamoDB_20120810.{}\r\nX-Amz-Date: 20270101T000000Z\r\n"
      "Authorization: AWS4-HMAC-SHA256 Credential=bench/20270101/us-east-1/dynamodb/aws4_request, "
      "SignedHeaders=host;x-amz-date;x-amz-target, Signature=0\r\nContent-Length: {}\r\n\r\n{}",
      operation, body.size(), body);
}

}  // namespace lastwrite

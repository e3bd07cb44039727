#include "scenarios/control/plain_http.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace lastwrite {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPatienceSeconds = 30;
constexpr std::size_t kAnswerBytesMax = 64 << 20;

class Socket {
 public:
  Socket() = default;
  ~Socket() { close(); }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  /// Empty, or why there is no connection.
  std::string connect(const HttpAddress& to) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int failed = ::getaddrinfo(to.host.c_str(), to.port.c_str(), &hints, &found);
    if (failed != 0) return ::gai_strerror(failed);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, ::freeaddrinfo);
    std::string why;
    for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
      close();
      descriptor_ = ::socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const timeval patience{kPatienceSeconds, 0};
      ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
      if (::connect(descriptor_, one->ai_addr, one->ai_addrlen) == 0) return "";
      why = std::strerror(errno);
    }
    return why;
  }
  bool send(const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
      const ssize_t n = ::send(descriptor_, text.data() + done, text.size() - done, MSG_NOSIGNAL);
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
    }
    return true;
  }
  /// Everything until the other side ends. Empty, or why that never came.
  std::string receive(std::string& all) {
    const auto deadline = Clock::now() + std::chrono::seconds(kPatienceSeconds);
    char buffer[16 * 1024];
    while (true) {
      const ssize_t n = ::recv(descriptor_, buffer, sizeof buffer, 0);
      if (n == 0) return "";
      if (n < 0 && errno == EINTR) return "interrupted";
      if (n < 0 && errno != EAGAIN) return std::strerror(errno);
      if (n < 0 || Clock::now() > deadline)
        return fmt::format("its answer was not there after {} s", kPatienceSeconds);
      all.append(buffer, static_cast<std::size_t>(n));
      if (all.size() > kAnswerBytesMax)
        return fmt::format("its answer is longer than {} MiB", kAnswerBytesMax >> 20);
    }
  }

 private:
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

  int descriptor_ = -1;
};

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// What a header line says; empty: there is none of this name.
std::string header_of(const std::string& head, const std::string& name) {
  const std::string all = lower(head);
  const auto at = all.find("\r\n" + name + ":");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 3;
  const std::string value = all.substr(begin, all.find("\r\n", begin) - begin);
  return value.substr(std::min(value.size(), value.find_first_not_of(' ')));
}

std::string text_of(const HttpAddress& address, const HttpQuestion& question) {
  const bool numbers = address.host.find(':') != std::string::npos;  // IPv6
  const std::string host = numbers ? "[" + address.host + "]" : address.host;
  std::string text =
      fmt::format("{} {} HTTP/{}\r\nHost: {}:{}\r\nConnection: close\r\n", question.method,
                  address.target, question.version, host, address.port);
  for (const auto& [name, value] : question.headers) text += fmt::format("{}: {}\r\n", name, value);
  if (question.method != "GET" || !question.body.empty())
    text += fmt::format("Content-Length: {}\r\n", question.body.size());
  return text + "\r\n" + question.body;
}

Result<HttpAnswer> answer_of(const std::string& text, const std::string& who) {
  const auto end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.") || text.size() < 12 || end == std::string::npos)
    return fail(ErrorCode::kUnavailable, "{} gave no answer of HTTP", who);
  const std::string head = text.substr(0, end + 2);
  const std::string length = header_of(head, "content-length");
  HttpAnswer answer{std::atoi(text.c_str() + 9), text.substr(end + 4)};
  if (!header_of(head, "transfer-encoding").empty())
    return fail(ErrorCode::kUnavailable, "{} answers in chunks, which are not understood here",
                who);
  if (!length.empty() && std::strtoull(length.c_str(), nullptr, 10) != answer.body.size())
    return fail(ErrorCode::kUnavailable, "{} ended in the middle of its answer", who);
  return answer;
}

}  // namespace

Result<HttpAddress> parse_http_url(std::string_view url) {
  constexpr std::string_view kScheme = "http://";
  if (!url.starts_with(kScheme)) return fail(ErrorCode::kUsage, "{} is no http:// address", url);
  std::string_view rest = url.substr(kScheme.size());
  HttpAddress address;
  const auto slash = std::min(rest.size(), rest.find_first_of("/?"));
  std::string_view place = rest.substr(0, slash);
  address.target = rest.substr(slash);
  if (!address.target.starts_with('/')) address.target.insert(0, "/");
  const auto bracket = place.starts_with('[') ? place.find(']') : 0;
  const auto colon = place.find(':', bracket == std::string_view::npos ? 0 : bracket);
  address.host = place.substr(0, colon);
  if (place.starts_with('[') && address.host.size() > 2)
    address.host = address.host.substr(1, address.host.size() - 2);
  if (colon != std::string_view::npos) address.port = place.substr(colon + 1);
  const bool digits = !address.port.empty() && address.port.size() <= 5 &&
                      address.port.find_first_not_of("0123456789") == std::string::npos;
  const bool clean = url.find_first_of(" \r\n\t@#") == std::string_view::npos;
  if (address.host.empty() || !digits || !clean)
    return fail(ErrorCode::kUsage, "{} is no address such as http://127.0.0.1:8000/metrics", url);
  return address;
}

Result<HttpAnswer> ask_http(const HttpAddress& address, const HttpQuestion& question) {
  const std::string who = fmt::format("{}:{}", address.host, address.port);
  Socket socket;
  if (const std::string why = socket.connect(address); !why.empty())
    return fail(ErrorCode::kUnavailable, "{} does not answer: {}", who, why);
  if (!socket.send(text_of(address, question)))
    return fail(ErrorCode::kUnavailable, "{} does not answer: {}", who, std::strerror(errno));
  std::string text;
  if (const std::string why = socket.receive(text); !why.empty())
    return fail(ErrorCode::kUnavailable, "{}: {}", who, why);
  return answer_of(text, who);
}

}  // namespace lastwrite

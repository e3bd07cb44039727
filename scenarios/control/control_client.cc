#include "scenarios/control/control_client.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <arpa/inet.h>
#include <boost/json.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace lastwrite {
namespace {

constexpr int kPatienceSeconds = 30;

class Socket {
 public:
  Socket() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  ~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;

  bool connect(const std::string& address) {
    const auto colon = address.rfind(':');
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::atoi(address.c_str() + colon + 1)));
    if (::inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr) != 1) return false;
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    return ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
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
  // Everything until the other side ends.
  std::string receive() {
    std::string all;
    char buffer[16 * 1024];
    for (ssize_t n = 0; (n = ::recv(descriptor_, buffer, sizeof buffer, 0)) > 0;)
      all.append(buffer, static_cast<std::size_t>(n));
    return all;
  }

 private:
  int descriptor_;
};

std::string error_in(const std::string& body) {
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(body, error);
  if (error || !value.is_object()) return body;
  const auto* const said = value.get_object().if_contains("error");
  return said != nullptr && said->is_string() ? std::string(said->get_string()) : body;
}

}  // namespace

Result<std::string> ask(const ClusterInfo& cluster, const std::string& method,
                        const std::string& target, const std::string& body) {
  Socket socket;
  const std::string request = fmt::format(
      "{} {} HTTP/1.1\r\nHost: {}\r\nx-lastwrite-token: {}\r\nContent-Length: {}\r\n"
      "Connection: close\r\n\r\n{}",
      method, target, cluster.address, cluster.token, body.size(), body);
  if (!socket.connect(cluster.address) || !socket.send(request))
    return fail(ErrorCode::kUnavailable, "the cluster does not answer at {}: {}", cluster.address,
                std::strerror(errno));
  const std::string answer = socket.receive();
  const auto end = answer.find("\r\n\r\n");
  if (!answer.starts_with("HTTP/1.1 ") || end == std::string::npos)
    return fail(ErrorCode::kUnavailable, "the cluster at {} gave no answer", cluster.address);
  std::string said = answer.substr(end + 4);
  const int status = std::atoi(answer.c_str() + 9);
  if (status == 200) return said;
  return fail(status < 500 ? ErrorCode::kUsage : ErrorCode::kUnavailable, "{}", error_in(said));
}

}  // namespace lastwrite

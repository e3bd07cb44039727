// A connection of plain bytes to a server, for what no client library would send.
//
//   Wire wire(server->address());
//   wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
//   wire.read_until("\r\n\r\n")
//
// Threading: one owner; reads block, at most half a minute.
#pragma once

#include <string>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "region/base/check.h"

namespace lastwrite {

class Wire {
 public:
  /// `receive_bytes`: how much the kernel keeps for it; 0: as usual.
  explicit Wire(const std::string& address, int receive_bytes = 0)
      : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1))));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval patience{30, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (receive_bytes > 0)
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    LW_CHECK(connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0, "no connection");
  }
  ~Wire() { close(socket_); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void send(const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const auto n = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;  // the server has had enough
      sent += static_cast<std::size_t>(n);
    }
  }
  // All that comes until `end` has come; what came, where the connection ends first.
  std::string read_until(const std::string& end) {
    while (seen_.find(end) == std::string::npos) {
      char bytes[4096];
      const auto n = recv(socket_, bytes, sizeof bytes, 0);
      if (n <= 0) return std::exchange(seen_, "");
      seen_.append(bytes, static_cast<std::size_t>(n));
    }
    const std::size_t stop = seen_.find(end) + end.size();
    std::string out = seen_.substr(0, stop);
    seen_.erase(0, stop);
    return out;
  }
  std::string read_all() { return read_until(std::string(1, '\0') + "never sent"); }
  void end_sending() { shutdown(socket_, SHUT_WR); }

 private:
  int socket_;
  std::string seen_;
};

}  // namespace lastwrite

// An HTTP/1.1 server: keep-alive, one request at a time on a connection, with bounds on everything
// that a client can make large or slow.
//
//   auto server = HttpServer::start("127.0.0.1:0", handler, {});
//   (*server)->address()                            // "127.0.0.1:41234"
//
// Bodies come with a length or in chunks; `Expect: 100-continue` is answered. What is not HTTP, too
// long or too slow ends its connection, with a status where one can still be sent. Where the large
// bodies and responses of all connections together are too much, the next one is refused with 503.
// A response may go on for as long as its client stays (event_stream.h); a comment goes out where
// nothing else does.
// Threading: a thread of its own reads and writes; `handler` is called on it and must outlive the
// server.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "region/api/http_message.h"
#include "region/base/result.h"
#include "region/base/time.h"

namespace lastwrite {

struct HttpLimits {
  std::uint32_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 16 * 1024 * 1024;    // as DynamoDB's
  std::size_t connections = 4'000;                // beyond, new ones are closed at once
  std::size_t held_bytes = 256 * 1024 * 1024;     // of large bodies and responses, all together
  Duration idle = std::chrono::seconds(300);      // between two requests
  Duration slow = std::chrono::seconds(30);       // for a body, or for taking a response
  Duration heartbeat = std::chrono::seconds(10);  // between two comments of a stream that is silent
};

class HttpServer {
 public:
  /// Listens on `address` such as "127.0.0.1:0" (0: any free port). kUsage when it cannot.
  static Result<std::unique_ptr<HttpServer>> start(const std::string& address, HttpHandler& handler,
                                                   const HttpLimits& limits);
  ~HttpServer();

  /// "127.0.0.1:41234", with the port really used.
  const std::string& address() const { return address_; }
  std::size_t connections() const;
  /// Closes every connection and waits for the thread's end. No handler is called after it; replies
  /// that come later go nowhere.
  void stop();

 private:
  class Running;
  HttpServer();
  std::shared_ptr<Running> running_;
  std::string address_;
};

}  // namespace lastwrite

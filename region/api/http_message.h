// A request and a response of HTTP/1.1, without any library's types.
//
// Threading: values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <absl/functional/any_invocable.h>

namespace lastwrite {

class EventStream;

struct HttpRequest {
  std::string method;                                        // "POST"
  std::string target;                                        // "/"
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::uint64_t connection = 0;  // the same for all requests of one connection, never given twice

  /// The first header of that name (in lower case), or "".
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// Where set, what comes through it is the body (event_stream.h), for as long as the client
  /// stays.
  std::shared_ptr<EventStream> events = nullptr;
};

/// SEAM: what answers requests.
class HttpHandler {
 public:
  using Render = absl::AnyInvocable<HttpResponse()>;
  using Reply = absl::AnyInvocable<void(Render)>;

  virtual ~HttpHandler() = default;
  /// Called on a network thread. `reply` may be called on any thread, at most once, then or later;
  /// what it is given makes the response, on a network thread.
  virtual void handle(HttpRequest request, Reply reply) = 0;
};

}  // namespace lastwrite

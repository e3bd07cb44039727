// Who may ask the control address for what. Two words, made anew for each cluster: one may look and
// change, the other may look alone. Beside the word a request must come from here: from a page that
// this address served, by a name that nobody else can point at it.
//
//   ConsoleAccess access;
//   access.of(request)                        // kLook for the word of access.look()
//   ConsoleAccess::refusal(request)           // a sentence where Host or Origin are somebody
//   else's
//
// Why Host: a page of evil.example whose name is made to mean 127.0.0.1 (DNS rebinding) has the
// origin http://evil.example:8099 for its browser, and may read what this address answers. An
// address in digits cannot be rebound. Why Origin: a page from anywhere may send a form here.
// Threading: values, but for the making.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "region/api/http_message.h"

namespace lastwrite {

enum class Access : std::uint8_t { kNone, kLook, kChange };

class ConsoleAccess {
 public:
  ConsoleAccess();

  const std::string& change() const { return change_; }
  const std::string& look() const { return look_; }

  /// By the header x-lastwrite-token.
  Access of(const HttpRequest& request) const;

  /// Why such a request is not answered, whatever its word; nullopt: it is.
  static std::optional<std::string> refusal(const HttpRequest& request);

 private:
  std::string change_;
  std::string look_;
};

}  // namespace lastwrite

// What of a request a signature covers: views of it, that it must outlive.
//
// Threading: a value.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lastwrite {

struct SignedRequest {
  std::string_view method;                                          // "POST"
  std::string_view target;                                          // "/?X-Amz-Date=…"
  const std::vector<std::pair<std::string, std::string>>& headers;  // names in lower case
  std::string_view body;                                            // as it was sent

  /// The first header of that name (in lower case), or "".
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (key == name) return value;
    }
    return {};
  }
};

}  // namespace lastwrite

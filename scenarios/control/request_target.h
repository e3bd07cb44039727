// The target of a request in parts: "/item?table=Orders&key=%7B%7D".
//
//   const RequestTarget target("/losses?after=3");
//   target.path                            // "/losses"
//   target.parameter("after")              // "3"; "" where there is none
//
// Threading: a value.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace lastwrite {

struct RequestTarget {
  explicit RequestTarget(std::string_view text);

  std::string parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? "" : found->second;
  }

  std::string path;
  std::map<std::string, std::string> parameters;  // decoded
};

}  // namespace lastwrite

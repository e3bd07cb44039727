// Text for YAML files that programs write.
#pragma once

#include <string>
#include <string_view>

namespace lastwrite {

/// In double quotes, with what must be escaped escaped.
inline std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace lastwrite

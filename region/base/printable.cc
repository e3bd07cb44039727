#include "region/base/printable.h"

#include <cstddef>

#include <fmt/format.h>

namespace lastwrite {
namespace {

// The bytes of the control character that `text` begins with; 0: it begins with another one.
std::size_t control_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x20 || first == 0x7f) return 1;
  if (first != 0xc2 || text.size() < 2) return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  return second >= 0x80 && second < 0xa0 ? 2 : 0;
}

std::string escaped(std::string_view control) {
  if (control == "\n") return "\\n";
  if (control == "\t") return "\\t";
  std::string out;
  for (const char c : control) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t bytes = control_bytes(text);
    if (bytes == 0) {
      out += text.front();
    } else {
      out += escaped(text.substr(0, bytes));
    }
    text.remove_prefix(bytes == 0 ? 1 : bytes);
  }
  return out;
}

bool has_control_character(std::string_view text, std::string_view allowed) {
  for (; !text.empty(); text.remove_prefix(1)) {
    if (control_bytes(text) != 0 && allowed.find(text.front()) == std::string_view::npos)
      return true;
  }
  return false;
}

}  // namespace lastwrite

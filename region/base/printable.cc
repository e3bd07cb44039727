#include "region/base/printable.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

#include "region/base/utf8.h"

namespace lastwrite {
namespace {

// The bytes of the control character that `text` begins with, or of what is no character at all; 0:
// it begins with another one.
std::size_t control_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x20 || first == 0x7f) return 1;
  const std::size_t bytes = first_character(text);
  if (bytes == 0) return 1;
  return bytes == 2 && first == 0xc2 && static_cast<unsigned char>(text[1]) < 0xa0 ? 2 : 0;
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
    const std::size_t taken = bytes == 0 ? first_character(text) : bytes;
    out += bytes == 0 ? std::string(text.substr(0, taken)) : escaped(text.substr(0, bytes));
    text.remove_prefix(taken);
  }
  return out;
}

bool has_control_character(std::string_view text, std::string_view allowed) {
  for (; !text.empty(); text.remove_prefix(std::max<std::size_t>(1, first_character(text)))) {
    if (control_bytes(text) != 0 && allowed.find(text.front()) == std::string_view::npos)
      return true;
  }
  return false;
}

}  // namespace lastwrite

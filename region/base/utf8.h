// Where a text in UTF-8 may be cut: between characters, never within one; and whether it is one.
//
//   whole_characters("aä", 2) == "a"         // the ä takes two bytes
//   whole_characters("ä!", 1) == "ä"         // one at least
//
// Threading: pure functions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace lastwrite {

/// As many whole characters from the beginning of `text` as fit into `bytes_max`, and the first one
/// at least when that is larger. For a text that is no UTF-8 it cuts somewhere.
inline std::string_view whole_characters(std::string_view text, std::size_t bytes_max) {
  const auto continues = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  std::size_t end = std::min(text.size(), bytes_max);
  while (end > 0 && continues(end)) --end;
  if (end > 0 || text.empty()) return text.substr(0, end);
  for (end = 1; continues(end);) ++end;
  return text.substr(0, end);
}

/// The bytes of the character that `text` begins with; 0: what stands there is no UTF-8 (RFC 3629).
inline std::size_t first_character(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  const auto continues = [&](std::size_t at) { return (byte(at) & 0xC0) == 0x80; };
  const unsigned first = byte(0);
  if (first < 0x80) return text.empty() ? 0 : 1;
  if (first < 0xC2 || first > 0xF4 || !continues(1)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(2)) return 0;
  // Longer forms than needed, halves of surrogates, and what lies beyond U+10FFFF are none.
  const unsigned second = byte(1);
  if (first < 0xF0)
    return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ? 0 : 3;
  if (!continues(3)) return 0;
  return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90) ? 0 : 4;
}

inline bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = first_character(text);
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace lastwrite

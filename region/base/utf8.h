// Where a text in UTF-8 may be cut: between characters, never within one.
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

}  // namespace lastwrite

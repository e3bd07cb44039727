// FNV-1a of what is asked: only to tell another request from the same one.
//
// Threading: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace lastwrite {

inline std::uint64_t request_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

}  // namespace lastwrite

// The bytes that all connections of a server hold together, for bodies and responses: bounded, and
// given back to the system once many were held.
//
//   HeldBytes all(256 * 1024 * 1024);
//   std::size_t mine = 0;
//   if (!all.hold(mine, 10'000'000)) refuse();      // that would be too much
//   all.hold(mine, 0);                              // never refused
//
// Threading: any thread; each connection's own count is its own.
#pragma once

#include <atomic>
#include <cstddef>

#include <malloc.h>

namespace lastwrite {

class HeldBytes {
 public:
  explicit HeldBytes(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  /// Changes what one connection holds. False where that is too much: it then holds what it did.
  /// Small ones are never refused, lest large ones shut them out.
  bool hold(std::size_t& held, std::size_t bytes) {
    const std::size_t all = held_ - held + bytes;
    if (bytes > held && bytes > kSmallBytes && all > bytes_max_) return false;
    held_ += bytes - held;
    held = bytes;
    if (all > most_held_) most_held_ = all;
    return true;
  }
  /// What many large bodies took the allocator would keep for good.
  void trim() {
    if (most_held_ < kTrimBytes || held_ > kTrimBytes / 4) return;
    most_held_ = 0;
    ::malloc_trim(0);
  }

 private:
  static constexpr std::size_t kSmallBytes = 64 * 1024;
  static constexpr std::size_t kTrimBytes = 32 * 1024 * 1024;

  const std::size_t bytes_max_;
  std::atomic<std::size_t> held_ = 0;
  std::atomic<std::size_t> most_held_ = 0;  // since the last trim()
};

}  // namespace lastwrite

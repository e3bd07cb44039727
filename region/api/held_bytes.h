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

namespace lastwrite {

class HeldBytes {
 public:
  explicit HeldBytes(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  /// Changes what one connection holds. False where that is too much: it then holds what it did.
  /// Small ones are never refused, lest large ones shut them out.
  bool hold(std::size_t& held, std::size_t bytes);
  /// What many large bodies took the allocator would keep for good.
  void trim();

 private:
  const std::size_t bytes_max_;
  std::atomic<std::size_t> held_ = 0;
  std::atomic<std::size_t> most_held_ = 0;  // since the last trim()
};

}  // namespace lastwrite

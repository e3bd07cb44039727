#include "region/api/held_bytes.h"

#include <malloc.h>

namespace lastwrite {
namespace {

constexpr std::size_t kSmallBytes = 64 * 1024;
constexpr std::size_t kTrimBytes = 32 * 1024 * 1024;

}  // namespace

bool HeldBytes::hold(std::size_t& held, std::size_t bytes) {
  const std::size_t all = held_ - held + bytes;
  if (bytes > held && bytes > kSmallBytes && all > bytes_max_) return false;
  held_ += bytes - held;
  held = bytes;
  if (all > most_held_) most_held_ = all;
  return true;
}

void HeldBytes::trim() {
  if (most_held_ < kTrimBytes || held_ > kTrimBytes / 4) return;
  most_held_ = 0;
  ::malloc_trim(0);
}

}  // namespace lastwrite

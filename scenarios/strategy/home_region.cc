#include "scenarios/strategy/home_region.h"

namespace lastwrite {
namespace {

// FNV-1a with a final mix, so that keys that differ in the last digit alone spread over few regions
// too.
std::uint64_t stable_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 33);
}

}  // namespace

RegionName HomeRegion::target(const Attempt& attempt) const {
  if (home_) return *home_;
  return regions_[stable_hash(attempt.key_text) % regions_.size()];
}

}  // namespace lastwrite

#include "region/base/random.h"

#include <bit>
#include <cmath>
#include <numbers>

#include "region/base/check.h"

namespace lastwrite {
namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

// FNV-1a, 64 bits: only to tell names apart.
std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed) {
  for (std::uint64_t& word : state_) word = splitmix64(seed);
}

Random Random::fork(std::string_view name) const {
  std::uint64_t mixed = seed_ ^ hash_name(name);
  return Random(splitmix64(mixed));
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

double Random::uniform() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

std::uint64_t Random::below(std::uint64_t bound) {
  LW_CHECK(bound > 0, "no number is below 0");
  std::uint64_t drawn = next();
  if (drawn < bound) {
    const std::uint64_t threshold = -bound % bound;  // numbers under it would favour small results
    while (drawn < threshold) drawn = next();
  }
  return drawn % bound;
}

bool Random::chance_ppm(std::uint32_t parts_per_million) {
  return parts_per_million > 0 && below(1'000'000) < parts_per_million;
}

double Random::exponential() {
  return -std::log1p(-uniform());
}

double Random::normal() {
  const double radius = std::sqrt(2.0 * exponential());
  return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace lastwrite

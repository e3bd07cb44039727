// Named streams of random numbers forked from one seed, so that drawing more from one (a strategy's
// backoff) leaves every other (arrivals, keys, each link) unchanged: common random numbers.
//
//   Random root(42);
//   Random arrivals = root.fork("arrivals/eu-west-1/0");
//   double u = arrivals.uniform();
//
// Same seed and names give the same numbers on every compiler and library: the generator and
// samplers are our own. Generator: xoshiro256++ 1.0, seeded through splitmix64 (Blackman and Vigna,
// "Scrambled linear pseudorandom number generators", 2019). Threading: a value; one owner.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lastwrite {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  /// An independent stream that depends on this one's seed and on `name` only, not on what was
  /// drawn.
  Random fork(std::string_view name) const;

  /// 64 uniform bits.
  std::uint64_t next();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  /// Uniform in [0, bound), without modulo bias. Requires: bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// True `parts_per_million` times in a million.
  bool chance_ppm(std::uint32_t parts_per_million);
  /// Exponential with mean 1.
  double exponential();
  /// Normal with mean 0 and variance 1.
  double normal();

 private:
  std::uint64_t seed_;
  std::array<std::uint64_t, 4> state_;
};

}  // namespace lastwrite

// The generator against the published algorithms, written down here a second time and checked
// themselves against known answers.
#include "region/base/random.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

// Vigna, splitmix64.c (2015).
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : x_(seed) {}
  std::uint64_t next() {
    x_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = x_;
    z ^= z >> 30;
    z *= 0xbf58476d1ce4e5b9;
    z ^= z >> 27;
    z *= 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t x_;
};

// Blackman and Vigna, xoshiro256plusplus.c (2019).
class Xoshiro256PlusPlus {
 public:
  explicit Xoshiro256PlusPlus(std::array<std::uint64_t, 4> state) : s_(state) {}
  std::uint64_t next() {
    const std::uint64_t result = rotl(s_[0] + s_[3], 23) + s_[0];
    const std::uint64_t t = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= t;
    s_[3] = rotl(s_[3], 45);
    return result;
  }

 private:
  static std::uint64_t rotl(std::uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::array<std::uint64_t, 4> s_;
};

std::vector<std::uint64_t> draws(Random random, int count) {
  std::vector<std::uint64_t> drawn;
  for (int i = 0; i < count; ++i) drawn.push_back(random.next());
  return drawn;
}

TEST(Random, TheReferencesGiveTheirPublishedAnswers) {
  SplitMix64 split(1234567);
  for (const std::uint64_t expected :
       std::vector<std::uint64_t>{6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                  4593380528125082431U, 16408922859458223821U}) {
    EXPECT_EQ(split.next(), expected);
  }
  Xoshiro256PlusPlus xoshiro({1, 2, 3, 4});
  for (const std::uint64_t expected : std::vector<std::uint64_t>{
           41943041U, 58720359U, 3588806011781223U, 3591011842654386U, 9228616714210784205U,
           9973669472204895162U, 14011001112246962877U, 12406186145184390807U,
           15849039046786891736U, 10450023813501588000U}) {
    EXPECT_EQ(xoshiro.next(), expected);
  }
}

TEST(Random, IsXoshiro256PlusPlusSeededBySplitMix64) {
  for (const std::uint64_t seed : std::vector<std::uint64_t>{0U, 1U, 42U, 18446744073709551615U}) {
    SplitMix64 split(seed);
    std::array<std::uint64_t, 4> state{};
    for (std::uint64_t& word : state) word = split.next();
    Xoshiro256PlusPlus reference(state);
    Random random(seed);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(random.next(), reference.next());
  }
}

TEST(Random, AForkDependsOnSeedAndNameAndNotOnWhatWasDrawn) {
  Random fresh(42);
  Random used(42);
  for (int i = 0; i < 10; ++i) used.next();
  EXPECT_EQ(draws(fresh.fork("arrivals"), 20), draws(used.fork("arrivals"), 20));
  EXPECT_NE(draws(fresh.fork("arrivals"), 20), draws(fresh.fork("arrivalt"), 20));
  EXPECT_NE(draws(fresh.fork("arrivals"), 20), draws(Random(43).fork("arrivals"), 20));
  EXPECT_NE(draws(fresh.fork(""), 20), draws(fresh, 20));
}

TEST(Random, ForkingDrawsNothing) {
  Random forked(42);
  (void)forked.fork("a");
  EXPECT_EQ(draws(forked, 20), draws(Random(42), 20));
}

TEST(Random, ForksOfForksAreToldApartByTheirPath) {
  const Random root(42);
  EXPECT_NE(draws(root.fork("a").fork("b"), 20), draws(root.fork("b").fork("a"), 20));
  EXPECT_NE(draws(root.fork("a").fork("b"), 20), draws(root.fork("b"), 20));
}

TEST(Random, ManyForksShareNoBeginning) {
  const Random root(7);
  std::vector<std::uint64_t> firsts;
  for (int i = 0; i < 10'000; ++i)
    firsts.push_back(draws(root.fork("key/" + std::to_string(i)), 1)[0]);
  std::sort(firsts.begin(), firsts.end());
  EXPECT_EQ(std::unique(firsts.begin(), firsts.end()), firsts.end());
}

TEST(Random, ForksAreUncorrelated) {
  constexpr int kDraws = 100'000;
  Random a = Random(9).fork("a");
  Random b = Random(9).fork("b");
  double sum = 0;
  for (int i = 0; i < kDraws; ++i) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
  EXPECT_LT(std::abs(sum / kDraws), 4.0 / 12 / std::sqrt(kDraws));  // four standard errors
}

TEST(Random, UniformIsInZeroToOneWithItsMean) {
  Random random(3);
  double sum = 0;
  for (int i = 0; i < 100'000; ++i) {
    const double u = random.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
  }
  EXPECT_NEAR(sum / 100'000, 0.5, 0.004);
}

TEST(Random, BelowGivesEveryNumberAboutAsOften) {
  constexpr std::uint64_t kBound = 7;
  constexpr int kDraws = 140'000;
  std::array<int, kBound> counts{};
  Random random(5);
  for (int i = 0; i < kDraws; ++i) {
    const std::uint64_t drawn = random.below(kBound);
    ASSERT_LT(drawn, kBound);
    ++counts[drawn];
  }
  double chi_squared = 0;
  for (const int count : counts) chi_squared += std::pow(count - 20'000.0, 2) / 20'000.0;
  EXPECT_LT(chi_squared, 22.5);  // 6 degrees of freedom: 99.9 %
}

// A plain remainder would give the lower half of these numbers twice as often as the upper half.
TEST(Random, BelowHasNoModuloBiasEvenForHugeBounds) {
  constexpr std::uint64_t kBound = 3ULL << 62;  // three quarters of all 64-bit numbers
  Random random(5);
  int low = 0;
  for (int i = 0; i < 30'000; ++i) low += random.below(kBound) < kBound / 3 ? 1 : 0;
  EXPECT_NEAR(low, 10'000, 330);
}

TEST(Random, BelowOneIsAlwaysZero) {
  Random random(1);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(random.below(1), 0U);
}

TEST(RandomDeathTest, BelowZeroIsABug) {
  EXPECT_DEATH({ (void)Random(1).below(0); }, "no number is below 0");
}

TEST(Random, ChanceHoldsItsExtremesAndItsRate) {
  Random random(1);
  int hits = 0;
  for (int i = 0; i < 100'000; ++i) {
    EXPECT_FALSE(random.chance_ppm(0));
    EXPECT_TRUE(random.chance_ppm(1'000'000));
    hits += random.chance_ppm(250'000) ? 1 : 0;
  }
  EXPECT_NEAR(hits, 25'000, 550);
}

TEST(Random, AChanceOfNothingDrawsNothing) {
  Random random(1);
  (void)random.chance_ppm(0);
  EXPECT_EQ(draws(random, 5), draws(Random(1), 5));
}

TEST(Random, ExponentialAndNormalHaveTheirMoments) {
  constexpr int kDraws = 200'000;
  Random random(8);
  double exponential = 0;
  double normal = 0;
  double squares = 0;
  for (int i = 0; i < kDraws; ++i) {
    exponential += random.exponential();
    const double x = random.normal();
    normal += x;
    squares += x * x;
  }
  EXPECT_NEAR(exponential / kDraws, 1, 0.01);
  EXPECT_NEAR(normal / kDraws, 0, 0.01);
  EXPECT_NEAR(squares / kDraws, 1, 0.015);
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/workload/key_chooser.h"

#include <cmath>
#include <map>

#include "scenarios/workload/arrivals.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {
namespace {

std::map<std::uint64_t, int> draw(const KeySpec& spec, int times) {
  const KeyChooser chooser(spec);
  Random random(11);
  std::map<std::uint64_t, int> counts;
  for (int i = 0; i < times; ++i) ++counts[chooser.next(random)];
  return counts;
}

TEST(KeyChooser, UniformTakesEveryKeyAboutEquallyOften) {
  const auto counts = draw({.kind = KeySpec::Kind::kUniform, .count = 10}, 100'000);
  EXPECT_EQ(counts.size(), 10u);
  for (const auto& [key, count] : counts) EXPECT_NEAR(count, 10'000, 400);
}

TEST(KeyChooser, ZipfianFollowsItsShares) {
  const auto counts = draw({.kind = KeySpec::Kind::kZipfian, .count = 100, .theta = 0.99}, 200'000);
  double sum = 0;
  for (int i = 1; i <= 100; ++i) sum += std::pow(i, -0.99);
  for (const int rank : {1, 2, 10}) {
    const double expected = 200'000 * std::pow(rank, -0.99) / sum;
    EXPECT_NEAR(counts.at(static_cast<std::uint64_t>(rank - 1)), expected, 5 * std::sqrt(expected));
  }
  EXPECT_LT(counts.rbegin()->first, 100u);
}

TEST(KeyChooser, ZipfianTakesTheKeyThatASearchThroughAllFinds) {
  const KeySpec spec{.kind = KeySpec::Kind::kZipfian, .count = 3000, .theta = 1.2};
  std::vector<double> sums;
  double sum = 0;
  for (int rank = 1; rank <= 3000; ++rank) sums.push_back(sum += std::pow(rank, -1.2));
  const KeyChooser chooser(spec);
  Random random(8);
  Random same(8);
  for (int i = 0; i < 20'000; ++i) {
    const double share = same.uniform() * sum;
    std::uint64_t key = 0;
    while (sums[key] <= share) ++key;
    ASSERT_EQ(chooser.next(random), key);
  }
}

TEST(KeyChooser, TheHotKeyHasItsShareAndTheOthersTheRest) {
  const auto counts =
      draw({.kind = KeySpec::Kind::kHot, .count = 5, .theta = 0, .share = 0.6}, 100'000);
  EXPECT_NEAR(counts.at(0), 60'000, 800);
  for (std::uint64_t key = 1; key < 5; ++key) EXPECT_NEAR(counts.at(key), 10'000, 500);
}

TEST(KeySpace, WritesKeysOfEveryType) {
  const KeySpace space(
      {.partition = {"id", KeyType::kString}, .sort = KeyAttribute{"n", KeyType::kNumber}});
  EXPECT_EQ(space.key(17), (Item{{"id", "key-000017"}, {"n", Number(0)}}));
  EXPECT_EQ(space.text(17), "key-000017/0");
}

TEST(Arrivals, PoissonHasItsMeanRate) {
  Arrivals arrivals({.kind = ArrivalSpec::Kind::kPoisson, .per_second = 50, .pause = {}},
                    Random(5));
  Duration sum{0};
  for (int i = 0; i < 50'000; ++i) sum += arrivals.next_gap();
  EXPECT_NEAR(to_seconds(sum), 1000, 25);
}

TEST(Arrivals, ConstantGapsAreEqualAfterARandomBeginning) {
  Arrivals arrivals({.kind = ArrivalSpec::Kind::kConstant, .per_second = 4, .pause = {}},
                    Random(5));
  EXPECT_LT(arrivals.next_gap(), 250ms);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(arrivals.next_gap(), Duration(250ms));
}

}  // namespace
}  // namespace lastwrite

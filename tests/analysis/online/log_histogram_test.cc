#include "analysis/online/log_histogram.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "region/base/random.h"

namespace lastwrite {
namespace {

TEST(LogHistogram, QuantilesAreAtMostAThirtySecondTooHigh) {
  Random random(5);
  LogHistogram histogram;
  std::vector<Duration> values;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(Duration(static_cast<std::int64_t>(1e6 * random.exponential())));
    histogram.add(values.back());
  }
  std::sort(values.begin(), values.end());
  for (const double p : {0.01, 0.5, 0.9, 0.99, 0.999}) {
    const auto exact = values[static_cast<std::size_t>(p * 20'000) - 1].count();
    const auto found = histogram.quantile(p)->count();
    EXPECT_GE(found, exact) << p;
    EXPECT_LE(static_cast<double>(found), static_cast<double>(exact) * 33 / 32 + 1) << p;
  }
  EXPECT_EQ(histogram.max(), values.back());
}

TEST(LogHistogram, SmallValuesAreExact) {
  LogHistogram histogram;
  for (std::int64_t i = 0; i < 64; ++i) histogram.add(Duration(i));
  EXPECT_EQ(histogram.quantile(0.5), Duration(31));
}

TEST(LogHistogram, TheLargestDurationHasABucket) {
  LogHistogram histogram;
  for (int i = 0; i < 20; ++i) histogram.add(Duration(INT64_MAX));
  EXPECT_EQ(histogram.quantile(0.5), Duration(INT64_MAX));
}

TEST(LogHistogram, MergedIsAsIfAllHadBeenAddedToOne) {
  LogHistogram both;
  LogHistogram left;
  LogHistogram right;
  Random random(6);
  for (int i = 0; i < 1000; ++i) {
    const Duration value(static_cast<std::int64_t>(random.below(1'000'000'000)));
    both.add(value);
    (i % 3 == 0 ? left : right).add(value);
  }
  left.merge(right);
  EXPECT_EQ(left.count(), both.count());
  EXPECT_EQ(left.quantile(0.9), both.quantile(0.9));
}

TEST(LogHistogram, AQuantileWithFewerThanTenValuesBeyondItIsNotGiven) {
  LogHistogram histogram;
  for (int i = 0; i < 100; ++i) histogram.add(Duration(i));
  EXPECT_TRUE(histogram.quantile(0.9).has_value());
  EXPECT_FALSE(histogram.quantile(0.99).has_value());
}

}  // namespace
}  // namespace lastwrite

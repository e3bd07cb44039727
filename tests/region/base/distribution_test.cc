// The samples that each distribution draws: their moments and percentiles at a fixed seed.
#include "region/base/distribution.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

constexpr std::size_t kDraws = 200'000;

// Sorted samples in milliseconds.
class Sample {
 public:
  explicit Sample(const Distribution& distribution) {
    Random random(20261);
    for (std::size_t i = 0; i < kDraws; ++i) ms_.push_back(to_ms(distribution.sample(random)));
    std::sort(ms_.begin(), ms_.end());
  }
  double min() const { return ms_.front(); }
  double max() const { return ms_.back(); }
  double percentile(double p) const {
    return ms_[static_cast<std::size_t>(p / 100 * (kDraws - 1))];
  }
  double mean() const {
    double sum = 0;
    for (const double x : ms_) sum += x;
    return sum / kDraws;
  }
  double standard_deviation() const {
    double sum = 0;
    for (const double x : ms_) sum += (x - mean_) * (x - mean_);
    return std::sqrt(sum / kDraws);
  }
  double share_of(double value) const {
    const auto [first, last] = std::equal_range(ms_.begin(), ms_.end(), value);
    return static_cast<double>(last - first) / kDraws;
  }
  void settle() { mean_ = mean(); }

 private:
  std::vector<double> ms_;
  double mean_ = 0;
};

#define EXPECT_ABOUT(measured, expected, percent) \
  EXPECT_NEAR(measured, expected, (expected) * (percent) / 100.0)

TEST(Distribution, ByDefaultIsAlwaysZero) {
  Random random(1);
  EXPECT_EQ(Distribution().sample(random), 0ns);
  EXPECT_EQ(Distribution(), Distribution::fixed(0ms));
}

TEST(Distribution, FixedIsAlwaysTheSameAndDrawsNothing) {
  Random random(1);
  EXPECT_EQ(Distribution::fixed(80ms).sample(random), 80ms);
  EXPECT_EQ(random.next(), Random(1).next());
}

TEST(Distribution, UniformFillsItsRangeEvenly) {
  const Sample sample(Distribution::uniform(10ms, 20ms));
  EXPECT_GE(sample.min(), 10);
  EXPECT_LE(sample.max(), 20);
  EXPECT_ABOUT(sample.mean(), 15, 0.2);
  EXPECT_ABOUT(sample.percentile(10), 11, 0.5);
  EXPECT_ABOUT(sample.percentile(90), 19, 0.5);
}

TEST(Distribution, UniformReachesBothEnds) {
  const Sample sample(Distribution::uniform(1ns, 3ns));
  for (const double ms : {1e-6, 2e-6, 3e-6}) EXPECT_ABOUT(sample.share_of(ms), 1.0 / 3, 1);
}

TEST(Distribution, NormalHasItsMeanAndStandardDeviation) {
  Sample sample(Distribution::normal(80ms, 5ms));
  sample.settle();
  EXPECT_ABOUT(sample.mean(), 80, 0.1);
  EXPECT_ABOUT(sample.standard_deviation(), 5, 1);
  EXPECT_ABOUT(sample.percentile(84.134), 85, 0.2);
  EXPECT_ABOUT(sample.percentile(2.275), 70, 0.3);
}

TEST(Distribution, NormalIsCutOffAtZero) {
  const Sample sample(Distribution::normal(1ms, 5ms));
  EXPECT_EQ(sample.min(), 0);
  EXPECT_ABOUT(sample.share_of(0), 0.42074, 1);  // the normal distribution's share below -0.2
}

TEST(Distribution, LognormalHasItsMedianAndP99) {
  const Sample sample(Distribution::lognormal(400ms, 1200ms));
  EXPECT_ABOUT(sample.percentile(50), 400, 1);
  EXPECT_ABOUT(sample.percentile(99), 1200, 2);
  const double sigma = std::log(3.0) / 2.3263478740408408;
  EXPECT_ABOUT(sample.mean(), 400 * std::exp(sigma * sigma / 2), 0.5);
}

TEST(Distribution, ParetoHasItsMinimumAndTail) {
  const Sample sample(Distribution::pareto(50ms, 2.5));
  EXPECT_GE(sample.min(), 50);
  EXPECT_ABOUT(sample.percentile(50), 50 * std::pow(2.0, 1 / 2.5), 0.5);
  EXPECT_ABOUT(sample.percentile(99), 50 * std::pow(100.0, 1 / 2.5), 2);
  EXPECT_ABOUT(sample.mean(), 50 * 2.5 / 1.5, 1);
}

TEST(Distribution, ExponentialHasItsMeanAndTail) {
  const Sample sample(Distribution::exponential(30ms));
  EXPECT_ABOUT(sample.mean(), 30, 1);
  EXPECT_ABOUT(sample.percentile(50), 30 * std::log(2.0), 1);
  EXPECT_ABOUT(sample.percentile(99), 30 * std::log(100.0), 2);
}

TEST(Distribution, EmpiricalDrawsEachSampleEquallyOften) {
  const Sample sample(Distribution::empirical({5ms, 1ms, 9ms, 5ms}, "x"));
  EXPECT_ABOUT(sample.share_of(1), 0.25, 1);
  EXPECT_ABOUT(sample.share_of(5), 0.50, 1);
  EXPECT_ABOUT(sample.share_of(9), 0.25, 1);
}

TEST(Distribution, AHeavyTailStaysInRange) {
  const Sample sample(Distribution::pareto(1ms, 0.01));
  EXPECT_GE(sample.min(), 1);
  EXPECT_GT(sample.max(), 1e12);
}

TEST(Distribution, KnowsItsMinimumAndWhetherItIsConstant) {
  const auto constant = [](const Distribution& d, Duration value) {
    return d.is_constant() && d.minimum() == value;
  };
  EXPECT_TRUE(constant(Distribution::fixed(80ms), 80ms));
  EXPECT_TRUE(constant(Distribution::uniform(3ms, 3ms), 3ms));
  EXPECT_TRUE(constant(Distribution::normal(3ms, 0ms), 3ms));
  EXPECT_TRUE(constant(Distribution::lognormal(3ms, 3ms), 3ms));
  EXPECT_TRUE(constant(Distribution::exponential(0ms), 0ms));
  EXPECT_TRUE(constant(Distribution::pareto(0ms, 2), 0ms));
  EXPECT_TRUE(constant(Distribution::empirical({2ms, 2ms}, "x"), 2ms));
  const auto varies = [](const Distribution& d, Duration least) {
    return !d.is_constant() && d.minimum() == least;
  };
  EXPECT_TRUE(varies(Distribution::uniform(3ms, 4ms), 3ms));
  EXPECT_TRUE(varies(Distribution::normal(3ms, 1ms), 0ms));
  EXPECT_TRUE(varies(Distribution::lognormal(3ms, 4ms), 0ms));
  EXPECT_TRUE(varies(Distribution::exponential(1ms), 0ms));
  EXPECT_TRUE(varies(Distribution::pareto(5ms, 2), 5ms));
  EXPECT_TRUE(varies(Distribution::empirical({9ms, 2ms}, "x"), 2ms));
}

TEST(Distribution, EqualMeansSameFormAndFigures) {
  EXPECT_EQ(Distribution::empirical({1ms, 2ms}, "x"), Distribution::empirical({1ms, 2ms}, "x"));
  EXPECT_NE(Distribution::empirical({1ms, 2ms}, "x"),
            Distribution::empirical({1ms, 1ms, 2ms}, "x"));
  EXPECT_NE(Distribution::exponential(1ms), Distribution::fixed(1ms));
  EXPECT_NE(Distribution::pareto(1ms, 2), Distribution::pareto(1ms, 3));
}

}  // namespace
}  // namespace lastwrite

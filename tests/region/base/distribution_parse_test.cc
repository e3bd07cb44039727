// The text form of distributions: every form there and back, and a sentence for every mistake.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/distribution.h"
#include "tests/support/property.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

Distribution parsed(std::string_view text) {
  const auto result = parse_distribution(text);
  EXPECT_TRUE(result) << text << ": " << result.error().message;
  return result ? *result : Distribution();
}

std::string message_of(std::string_view text, const std::string& directory = ".") {
  const auto result = parse_distribution(text, directory);
  if (result) return "no error";
  EXPECT_EQ(result.error().code, ErrorCode::kUsage);
  return result.error().message;
}

TEST(DistributionParse, ReadsEveryForm) {
  EXPECT_EQ(parsed("80ms"), Distribution::fixed(80ms));
  EXPECT_EQ(parsed("0"), Distribution::fixed(0ms));
  EXPECT_EQ(parsed("fixed(80ms)"), Distribution::fixed(80ms));
  EXPECT_EQ(parsed("uniform(10ms, 20ms)"), Distribution::uniform(10ms, 20ms));
  EXPECT_EQ(parsed("normal(mean=80ms, sd=5ms)"), Distribution::normal(80ms, 5ms));
  EXPECT_EQ(parsed("lognormal(median=400ms, p99=1200ms)"), Distribution::lognormal(400ms, 1200ms));
  EXPECT_EQ(parsed("pareto(min=50ms, shape=2.5)"), Distribution::pareto(50ms, 2.5));
  EXPECT_EQ(parsed("exponential(mean=30ms)"), Distribution::exponential(30ms));
}

TEST(DistributionParse, ArgumentsMayBeNamedInAnyOrderOrGoByPosition) {
  EXPECT_EQ(parsed("normal(80ms, 5ms)"), Distribution::normal(80ms, 5ms));
  EXPECT_EQ(parsed("normal(sd=5ms,mean=80ms)"), Distribution::normal(80ms, 5ms));
  EXPECT_EQ(parsed("normal(80ms, sd=5ms)"), Distribution::normal(80ms, 5ms));
  EXPECT_EQ(parsed("  uniform ( low = 1ms ,high=2ms )  "), Distribution::uniform(1ms, 2ms));
}

TEST(DistributionParse, EveryFormPrintsAsItIsRead) {
  for (const char* text : {"80ms", "1.5s", "0ms", "uniform(10ms, 20ms)",
                           "normal(mean=80ms, sd=5ms)", "lognormal(median=400ms, p99=1.2s)",
                           "pareto(min=50ms, shape=2.5)", "exponential(mean=30us)"}) {
    EXPECT_EQ(parsed(text).to_text(), text);
  }
}

Duration any_latency() {
  return Duration(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000'000'000));
}

Distribution any_distribution() {
  const Duration a = any_latency();
  const Duration b = any_latency();
  const double shape = *rc::gen::inRange(1, 1'000'000) / 7.0;
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return Distribution::fixed(a);
    case 1:
      return Distribution::uniform(std::min(a, b), std::max(a, b));
    case 2:
      return Distribution::normal(a, b);
    case 3:
      return Distribution::lognormal(std::min(a, b) + 1ns, std::max(a, b) + 1ns);
    case 4:
      return Distribution::pareto(a, shape);
    default:
      return Distribution::exponential(a);
  }
}

TEST(DistributionParse, WhatIsPrintedReadsBackTheSame) {
  expect_property([] {
    const Distribution distribution = any_distribution();
    const auto back = parse_distribution(distribution.to_text());
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == distribution);
  });
}

struct Mistake {
  const char* text;
  const char* message;
  friend void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.text; }
};

class DistributionMistake : public testing::TestWithParam<Mistake> {};

TEST_P(DistributionMistake, IsToldInASentence) {
  EXPECT_THAT(message_of(GetParam().text), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Every, DistributionMistake,
    testing::Values(
        Mistake{"", "'' is not a duration: write a number and a unit"},
        Mistake{"fast", "'fast' is not a duration"}, Mistake{"80", "'80' is not a duration"},
        Mistake{"-5ms", "'-5ms': a latency cannot be negative"},
        Mistake{"gauss(1ms, 2ms)",
                "'gauss(1ms, 2ms)' is not a distribution: use a duration, or uniform"},
        Mistake{"(1ms)", "is not a distribution"},
        Mistake{"uniform(1ms, 2ms", "is not a distribution"},
        Mistake{"uniform(1ms, 2ms) x", "is not a distribution"},
        Mistake{"fixed(-1ms)", "'fixed(-1ms)': value is -1ms: a latency cannot be negative"},
        Mistake{"uniform()", "'uniform()': expected low, high (0 given)"},
        Mistake{"uniform(1ms)", "expected low, high (1 given)"},
        Mistake{"uniform(1ms, 2ms, 3ms)", "'3ms' does not fit: expected low, high"},
        Mistake{"uniform(low=1ms, low=2ms)", "'low=2ms' does not fit: expected low, high"},
        Mistake{"uniform(2ms, 1ms)", "'uniform(2ms, 1ms)': low is above high"},
        Mistake{"uniform(1ms, x)", "'x' is not a duration"},
        Mistake{"normal(mean=1ms, sigma=2ms)", "'sigma=2ms' does not fit: expected mean, sd"},
        Mistake{"normal(mean=, sd=1ms)", "'mean=' does not fit"},
        Mistake{"normal(mean=-1ms, sd=1ms)", "mean is -1ms: a latency cannot be negative"},
        Mistake{"normal(mean=1ms, sd=-1ms)", "sd is -1ms: a latency cannot be negative"},
        Mistake{"lognormal(median=0ms, p99=1ms)",
                "the median must be above 0 and p99 not below it"},
        Mistake{"lognormal(median=2ms, p99=1ms)",
                "the median must be above 0 and p99 not below it"},
        Mistake{"pareto(min=1ms, shape=0)", "'0' is not a number above 0"},
        Mistake{"pareto(min=1ms, shape=-1)", "'-1' is not a number above 0"},
        Mistake{"pareto(min=1ms, shape=2x)", "'2x' is not a number above 0"},
        Mistake{"pareto(min=1ms, shape=inf)", "'inf' is not a number above 0"},
        Mistake{"pareto(min=1ms, shape=nan)", "'nan' is not a number above 0"},
        Mistake{"exponential(mean=-1ms)", "mean is -1ms: a latency cannot be negative"},
        Mistake{"empirical(file=none.txt)", "cannot read the samples in 'none.txt'"}));

// --- files of samples --------------------------------------------------------------------------

class EmpiricalFile : public testing::Test {
 protected:
  void write(const std::string& text) { std::ofstream(directory_.file("lags.txt")) << text; }
  std::string message() {
    return message_of("empirical(file=lags.txt)", directory_.path().string());
  }

  TempDirectory directory_;
};

TEST_F(EmpiricalFile, HasOneDurationALineWithCommentsAndBlanks) {
  write("# measured\n10ms\r\n\n  1.5s  \n#5ms\n10ms");
  const auto read = parse_distribution("empirical(file=lags.txt)", directory_.path().string());
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, Distribution::empirical({10ms, 1500ms, 10ms}, "lags.txt"));
  EXPECT_EQ(read->to_text(), "empirical(file=lags.txt)");
}

TEST_F(EmpiricalFile, ABadLineIsToldWithItsNumber) {
  write("# measured\n10ms\nsoon\n");
  EXPECT_THAT(message(), HasSubstr("lags.txt:3: 'soon' is not a duration"));
  write("10ms\n-2ms\n");
  EXPECT_THAT(message(), HasSubstr("lags.txt:2: a latency cannot be negative"));
}

TEST_F(EmpiricalFile, WithoutSamplesItIsRefused) {
  write("# nothing yet\n\n");
  EXPECT_THAT(message(), HasSubstr("'lags.txt' holds no samples"));
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> points(std::string_view text) {
  return expand_range(text).value();
}
std::string refused(std::string_view text) {
  const auto result = expand_range(text);
  return result ? "" : result.error().message;
}

TEST(Range, LogHasEqualRatiosAndBothEndsAsWritten) {
  EXPECT_THAT(points("50ms..2s:log4"), ElementsAre("50ms", "171ms", "584.8ms", "2s"));
  EXPECT_THAT(points("1..64:log7"), ElementsAre("1", "2", "4", "8", "16", "32", "64"));
}

TEST(Range, LinHasEqualSteps) {
  EXPECT_THAT(points("0%..10%:lin3"), ElementsAre("0%", "5%", "10%"));
  EXPECT_THAT(points("-30ms..30ms:lin3"), ElementsAre("-30ms", "0ms", "30ms"));
}

TEST(Range, MayDescendAndChangeItsUnit) {
  EXPECT_THAT(points("1s..250ms:log3"), ElementsAre("1s", "0.5s", "250ms"));
  EXPECT_THAT(points("60/h..2/min:lin2"), ElementsAre("60/h", "2/min"));
}

TEST(Range, StandsAnywhereWithinAValue) {
  EXPECT_THAT(points("poisson(1/s..4/s:log3)"),
              ElementsAre("poisson(1/s)", "poisson(2/s)", "poisson(4/s)"));
  EXPECT_THAT(points("lognormal(median=50ms..200ms:log3, p99=3s)"),
              ElementsAre("lognormal(median=50ms, p99=3s)", "lognormal(median=100ms, p99=3s)",
                          "lognormal(median=200ms, p99=3s)"));
}

TEST(Range, WholeEndsGiveWholePointsAndAPointInThemOthers) {
  EXPECT_THAT(points("1..100:log5"), ElementsAre("1", "3", "10", "32", "100"));
  EXPECT_THAT(points("0.0..1:lin3"), ElementsAre("0.0", "0.5", "1"));
  EXPECT_THAT(refused("0..1:lin3"), HasSubstr("write the ends with a point (0.0..1.0)"));
}

TEST(Range, LargeNumbersHaveNoExponent) {
  EXPECT_THAT(points("1000B..4000000B:lin3"), ElementsAre("1000B", "2000000B", "4000000B"));
}

TEST(Range, OtherValuesAreLeftAlone) {
  EXPECT_THAT(points("5s"), ElementsAre("5s"));
  EXPECT_THAT(points("empirical(file=../lags.txt)"), ElementsAre("empirical(file=../lags.txt)"));
  EXPECT_THAT(points(""), ElementsAre(""));
}

TEST(Range, MistakesAreExplained) {
  EXPECT_THAT(refused("50ms..2s"), HasSubstr("write 50ms..2s:log8 for equal ratios"));
  EXPECT_THAT(refused("50ms..2s:log1"), HasSubstr("2 to 10000 of them"));
  EXPECT_THAT(refused("50ms..2s:logarithmic"), HasSubstr("needs its points"));
  EXPECT_THAT(refused("50ms..2:log4"), HasSubstr("not of one kind"));
  EXPECT_THAT(refused("50ms..much:log4"), HasSubstr("'much' is no number"));
  EXPECT_THAT(refused("0ms..2s:log4"), HasSubstr("log needs both ends above 0"));
  EXPECT_THAT(refused("2s..2000ms:log4"), HasSubstr("begins where it ends"));
  EXPECT_THAT(refused("f(1s..2s:lin3, 1s..2s:lin3)"), HasSubstr("two ranges"));
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/axis.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> values(std::string_view set) {
  return parse_axis(set).value().values;
}
std::string refused(std::string_view set) {
  const Result<Axis> axis = parse_axis(set);
  return axis ? "" : axis.error().message;
}

TEST(Axis, OneValueIsAPlainSetting) {
  const Axis axis = parse_axis("duration=5s").value();
  EXPECT_EQ(axis.path, "duration");
  EXPECT_THAT(axis.values, ElementsAre("5s"));
  EXPECT_FALSE(axis.varies());
}

TEST(Axis, AListIsSplitAtItsCommas) {
  EXPECT_THAT(values("network.latency=20ms, 80ms,1s"), ElementsAre("20ms", "80ms", "1s"));
}

TEST(Axis, CommasWithinParenthesesBracketsBracesAndQuotesDoNotSplit) {
  EXPECT_THAT(values("workload.arrivals=poisson(1/s),poisson(5/s)"),
              ElementsAre("poisson(1/s)", "poisson(5/s)"));
  EXPECT_THAT(values("network.pipeline=lognormal(median=300ms, p99=900ms)"),
              ElementsAre("lognormal(median=300ms, p99=900ms)"));
  EXPECT_THAT(values("regions=[a, b],[a, b, c]"), ElementsAre("[a, b]", "[a, b, c]"));
  EXPECT_THAT(values("table={name: T, key: {id: S}}"), ElementsAre("{name: T, key: {id: S}}"));
  EXPECT_THAT(values("question='a, b'"), ElementsAre("'a, b'"));
}

TEST(Axis, AnElementOfAListMayHoldARange) {
  EXPECT_THAT(values("network.latency=0ms,10ms..40ms:log3"),
              ElementsAre("0ms", "10ms", "20ms", "40ms"));
}

TEST(Axis, MistakesAreNamedWithTheirPath) {
  EXPECT_THAT(refused("duration"), HasSubstr("write path=value"));
  EXPECT_THAT(refused("=5s"), HasSubstr("write path=value"));
  EXPECT_THAT(refused("duration=5s,,6s"), HasSubstr("--set duration: '5s,,6s' has an empty value"));
  EXPECT_THAT(refused("duration=5s,6s,5s"), HasSubstr("'5s' stands there twice"));
  EXPECT_THAT(refused("duration=5s..6s"), HasSubstr("--set duration: '5s..6s' needs its points"));
  EXPECT_THAT(refused("question=a\nb"), HasSubstr("one line"));
}

}  // namespace
}  // namespace lastwrite

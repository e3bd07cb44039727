#include "scenarios/campaign/sweep/sweep_header.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;

TEST(SweepHeader, IsReadBackFromItsLine) {
  const SweepHeader header = twelve_cells().header;
  EXPECT_EQ(header_json(header).find('\n'), std::string::npos);
  EXPECT_EQ(parse_header_json(header_json(header)).value(), header);
}

TEST(SweepHeader, TheStrategyChangesFastestThenTheLastAxis) {
  const SweepHeader header = twelve_cells().header;
  EXPECT_EQ(header.cells(), 12U);
  EXPECT_THAT(header.settings(0), ElementsAre("poisson(2/s)", "20ms"));
  EXPECT_THAT(header.settings(1), ElementsAre("poisson(2/s)", "20ms"));
  EXPECT_THAT(header.settings(2), ElementsAre("poisson(2/s)", "50ms"));
  EXPECT_THAT(header.settings(11), ElementsAre("poisson(8/s)", "80ms"));
  EXPECT_EQ(header.strategy(0), "blind-put");
  EXPECT_EQ(header.strategy(11), "atomic-add");
}

TEST(SweepHeader, OtherTextIsRefused) {
  for (const char* text : {"", "{", "[]", "{}", R"({"lastwrite_sweep": 1})"}) {
    const auto header = parse_header_json(text);
    ASSERT_FALSE(header) << text;
    EXPECT_EQ(header.error().code, ErrorCode::kCorrupt);
  }
  EXPECT_EQ(parse_header_json(R"({"lastwrite_sweep": 9})").error().code, ErrorCode::kProtocol);
}

}  // namespace
}  // namespace lastwrite

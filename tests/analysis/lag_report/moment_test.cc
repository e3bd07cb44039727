#include "analysis/lag_report/moment.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Moment, IsIso8601WithAZone) {
  EXPECT_EQ(parse_moment("1970-01-01T00:00:01Z"), 1'000'000'000);
  EXPECT_EQ(parse_moment("2026-01-01T00:00:00.5Z"), 1'767'225'600'500'000'000);
  EXPECT_EQ(parse_moment("2026-01-01 02:00:00.123456789+02:00"), 1'767'225'600'123'456'789);
  EXPECT_EQ(parse_moment("2025-12-31T22:30:00-0130"), 1'767'225'600'000'000'000);
}

TEST(Moment, NothingElseIsOne) {
  for (const char* text : {"", "2026-01-01", "2026-01-01T00:00:00", "2026-02-30T00:00:00Z",
                           "2026-01-01T24:00:00Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00Zx",
                           "1969-12-31T00:00:00Z", "2026-01-01T00:00:00+99:00"})
    EXPECT_EQ(parse_moment(text), std::nullopt) << text;
}

TEST(Scaled, WholeNumbersAreExact) {
  EXPECT_EQ(parse_scaled("1767225600123456789", 1), 1'767'225'600'123'456'789);
  EXPECT_EQ(parse_scaled("-2", 1e6), -2'000'000);
  EXPECT_EQ(parse_scaled("82.4", 1e6), 82'400'000);
  for (const char* text : {"", "x", "1x", "nan", "inf", "1e30", " 1"})
    EXPECT_EQ(parse_scaled(text, 1e9), std::nullopt) << text;
}

}  // namespace
}  // namespace lastwrite

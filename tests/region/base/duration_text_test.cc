#include <gtest/gtest.h>

#include "region/base/distribution.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

TEST(DurationText, TakesTheLargestUnitThatFits) {
  EXPECT_EQ(duration_text(0ns), "0ms");
  EXPECT_EQ(duration_text(80ms), "80ms");
  EXPECT_EQ(duration_text(1500ms), "1.5s");
  EXPECT_EQ(duration_text(1ns), "1ns");
  EXPECT_EQ(duration_text(-30ms), "-30ms");
  EXPECT_EQ(duration_text(-1500us), "-1.5ms");
  EXPECT_EQ(duration_text(2min), "2min");
  EXPECT_EQ(duration_text(90s), "90s");
  EXPECT_EQ(duration_text(60min), "1h");
  EXPECT_EQ(duration_text(250us), "250us");
  EXPECT_EQ(duration_text(1'000'001ns), "1000.001us");
  EXPECT_EQ(duration_text(1'234'567'891ns), "1234567.891us");
}

TEST(DurationText, ReadsEveryUnitAndFractions) {
  EXPECT_EQ(*parse_duration("7ns"), 7ns);
  EXPECT_EQ(*parse_duration("250us"), 250us);
  EXPECT_EQ(*parse_duration("80ms"), 80ms);
  EXPECT_EQ(*parse_duration("1.5s"), 1500ms);
  EXPECT_EQ(*parse_duration("2min"), 120s);
  EXPECT_EQ(*parse_duration("0.5h"), 30min);
  EXPECT_EQ(*parse_duration("-30ms"), -30ms);
  EXPECT_EQ(*parse_duration("-0.5s"), -500ms);
  EXPECT_EQ(*parse_duration("1e3ms"), 1s);
  EXPECT_EQ(*parse_duration("0"), 0ns);
  EXPECT_EQ(*parse_duration("0.1ns"), 0ns) << "rounded to whole nanoseconds";
}

TEST(DurationText, IsExactWhereADoubleIsNot) {
  EXPECT_EQ(*parse_duration("9007199254740993ns"), Duration(9007199254740993));
  EXPECT_EQ(*parse_duration("9007199254.740993001s"), Duration(9007199254740993001));
}

TEST(DurationText, RefusesWhatIsNoDurationInASentence) {
  for (const char* text : {"", "ms", "80", "80 ms", "80m", "80MS", "ten ms", "--5ms", "+5ms",
                           "5ms5", "nanms", "infs", "0x10ms", "1.2.3s"}) {
    const auto parsed = parse_duration(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::kUsage);
    EXPECT_EQ(parsed.error().message,
              "'" + std::string(text) +
                  "' is not a duration: write a number and a unit of ns, us, ms, s, min or "
                  "h, such as 80ms");
  }
}

TEST(DurationText, SaysTheBoundOfWhatIsOutOfRange) {
  for (const char* text : {"1e400s", "9300000000s", "-9300000000s", "99999999999999999999ns"}) {
    const auto parsed = parse_duration(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().message,
              "'" + std::string(text) + "' is out of range: at most 2562047h can be given here");
  }
  EXPECT_EQ(*parse_duration_within("2h", 120min), 120min);
  EXPECT_EQ(parse_duration_within("2.1h", 120min).error().message,
            "'2.1h' is out of range: at most 2h can be given here");
}

TEST(DurationText, WhatIsPrintedReadsBackTheSame) {
  expect_property(
      [] {
        const auto unit =
            *rc::gen::element<std::int64_t>(1, 1'000, 1'000'000, 1'000'000'000, 60'000'000'000);
        const auto count = *rc::gen::inRange<std::int64_t>(-INT64_MAX / unit, INT64_MAX / unit);
        const Duration duration(count * unit);
        const auto back = parse_duration(duration_text(duration));
        RC_ASSERT(back.has_value());
        RC_ASSERT(*back == duration);
      },
      {.runs = 2000});
}

}  // namespace
}  // namespace lastwrite

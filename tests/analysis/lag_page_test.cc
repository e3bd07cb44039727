// The page of a lag report: its data, and what is left out where the source does not tell.
#include "analysis/lag_page/lag_page.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/lag_page/drawn_pairs.h"
#include "analysis/lag_report/csv_lag.h"
#include "analysis/page/page_template.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

LagInput csv(const std::string& text) {
  LagInput input;
  const Result<void> read = read_lag_csv(text, "samples.csv", input);
  EXPECT_TRUE(read) << (read ? "" : read.error().message);
  input.origins.push_back("samples.csv");
  return input;
}

boost::json::object data_of(const LagInput& input, Duration threshold = 5s) {
  return boost::json::parse(lag_page_data(input, report_lag(input, threshold))).as_object();
}

const boost::json::object& only_pair(const boost::json::object& data) {
  return data.at("strategies").at(0).at("lag").at(0).as_object();
}

constexpr char kTimed[] =
    "source,destination,accepted,applied\n"
    "us,eu,2026-01-01T00:00:00.000Z,2026-01-01T00:00:00.100Z\n"
    "us,eu,2026-01-01T00:00:02.000Z,2026-01-01T00:00:08.000Z\n";

TEST(LagPage, OfTimedSamplesHasChartsOverTime) {
  const boost::json::object data = data_of(csv(kTimed));
  const boost::json::object& pair = only_pair(data);
  EXPECT_EQ(pair.at("count"), 2);
  EXPECT_EQ(pair.at("bands").at("t_s").as_array().size(), 9U);
  EXPECT_EQ(pair.at("bands").at("aws_average").at(0), 100'000'000);
  EXPECT_EQ(pair.at("ecdf").at("lag").as_array().back(), 6'000'000'000);
  EXPECT_FALSE(pair.at("heat").as_array().empty());
  EXPECT_EQ(data.at("format"), kPageFormat);
  EXPECT_EQ(data.at("run").at("runtime"), "samples");
  EXPECT_THAT(std::string(data.at("run").at("question").as_string()), HasSubstr("5s"));
  EXPECT_EQ(data.at("summary").at("verdict"), "violated");
}

TEST(LagPage, WithoutTimesThereIsACurveAlone) {
  const auto data = data_of(csv("source,destination,lag_ms\nus,eu,80\nus,eu,90\n"));
  const boost::json::object& pair = only_pair(data);
  EXPECT_EQ(pair.at("ecdf").at("lag").as_array().size(), 2U);
  EXPECT_TRUE(pair.at("bands").at("t_s").as_array().empty());
  EXPECT_TRUE(pair.at("heat").as_array().empty());
  EXPECT_EQ(data.at("summary").at("verdict"), "ok");
}

TEST(LagPage, OfAHistogramTheCurveHasItsBounds) {
  LagInput input;
  input.pair("us", "eu").histogram =
      LagHistogram{{{100ms, 50}, {200ms, 50}, {400ms, 90}}, 100, 20s};
  const auto data = data_of(input);
  const boost::json::object& curve = only_pair(data).at("ecdf").as_object();
  EXPECT_EQ(curve.at("lag"), (boost::json::array{100'000'000, 400'000'000}));
  EXPECT_EQ(curve.at("share"), (boost::json::array{0.5, 0.9}));
}

TEST(LagPage, NamesCannotLeaveTheirPlace) {
  const std::string page = [] {
    const LagInput input = csv("source,destination,lag_ms\n</script><b>,eu,80\n");
    return lag_page_data(input, report_lag(input, 5s));
  }();
  EXPECT_EQ(page.find('<'), std::string::npos);
}

TEST(DrawnPairs, ARecordAppliedBeforeItWasAcceptedTookNoTime) {
  const LagInput input =
      csv("source,destination,accepted,applied\n"
          "us,eu,2026-01-01T00:00:01Z,2026-01-01T00:00:00Z\n");
  const LagReport report = report_lag(input, 5s);
  const DrawnPairs drawn = draw_pairs(input, report);
  ASSERT_EQ(drawn.pairs.size(), 1U);
  EXPECT_EQ(*drawn.pairs[0].passages[0].arrived, drawn.pairs[0].passages[0].accepted);
}

TEST(DrawnPairs, TimesTooFarApartForAWindowAreNoTimes) {
  const LagInput input =
      csv("source,destination,lag_ms,applied\n"
          "us,eu,9000000000000,1970-01-02T00:00:00Z\n"
          "us,eu,5,2100-01-01T00:00:00Z\n");
  const DrawnPairs drawn = draw_pairs(input, report_lag(input, 5s));
  EXPECT_FALSE(drawn.timed);
  ASSERT_EQ(drawn.pairs.size(), 1U);
  EXPECT_EQ(drawn.pairs[0].curve.lag.back(), 9'000'000'000'000'000'000);
}

TEST(DrawnPairs, OfNothingAreNone) {
  const LagInput input;
  EXPECT_TRUE(draw_pairs(input, report_lag(input, 5s)).pairs.empty());
}

}  // namespace
}  // namespace lastwrite

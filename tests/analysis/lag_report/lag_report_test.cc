#include "analysis/lag_report/lag_report.h"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/lag_report/lag_text.h"
#include "analysis/lag_report/quantile.h"
#include "analysis/report/text_table.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Duration> one_to(int n) {
  std::vector<Duration> sorted;
  for (int i = 1; i <= n; ++i) sorted.push_back(Duration(std::chrono::milliseconds(i)));
  return sorted;
}

TEST(SampleQuantile, LiesInItsInterval) {
  const auto median = sample_quantile(one_to(100), 0.5);
  ASSERT_TRUE(median);
  EXPECT_EQ(median->value, 50ms);
  EXPECT_EQ(median->low, 40ms);   // 50 − 1.96·5
  EXPECT_EQ(median->high, 61ms);  // 50 + 1.96·5, and one
  EXPECT_FALSE(sample_quantile(one_to(100), 0.99));
  const auto p99 = sample_quantile(one_to(1000), 0.99);
  ASSERT_TRUE(p99);
  EXPECT_EQ(p99->low, 983ms);
  EXPECT_EQ(p99->high, 998ms);
}

LagHistogram histogram() {
  return {{{100ms, 90}, {250ms, 980}, {1s, 999}}, 1000, 200s};
}

TEST(HistogramQuantile, IsBetweenTheBoundsOfItsBucket) {
  const auto median = histogram_quantile(histogram(), 0.5);
  ASSERT_TRUE(median);
  EXPECT_EQ(median->low, 100ms);
  EXPECT_EQ(median->high, 250ms);
  EXPECT_NEAR(to_ms(*median->value), 100 + 150 * 410.0 / 890, 0.01);
  EXPECT_FALSE(histogram_quantile(histogram(), 0.999));
  const auto most = histogram_max(histogram());
  ASSERT_TRUE(most);
  EXPECT_FALSE(most->value);
  EXPECT_EQ(most->low, 1s);
  EXPECT_FALSE(most->high);
  EXPECT_FALSE(histogram_max({}));
}

LagInput input_of(const std::vector<Duration>& lags) {
  LagInput input;
  input.origins = {"samples.csv"};
  for (const Duration lag : lags) input.pair("us", "eu").samples.push_back({lag});
  return input;
}

TEST(LagReport, CountsWhatIsLateAndItsNines) {
  const LagReport report = report_lag(input_of(one_to(1000)), 990ms);
  ASSERT_EQ(report.pairs.size(), 1u);
  const PairReport& pair = report.pairs[0];
  EXPECT_EQ(pair.records, 1000u);
  EXPECT_EQ(pair.late, 10u);
  EXPECT_NEAR(*pair.nines, 2, 1e-9);
  EXPECT_EQ(pair.max->value, 1s);
  EXPECT_FALSE(pair.p999);
  EXPECT_TRUE(report.late);
  EXPECT_FALSE(report.alarm) << "the average is 500 ms";
}

TEST(LagReport, WhatWaitsTooLongIsLateThoughEveryArrivalWasInTime) {
  LagInput input = input_of(one_to(100));
  input.pair("us", "eu").waiting = Outstanding{3, 60s};
  const LagReport report = report_lag(input, 5s);
  EXPECT_TRUE(report.late);
  EXPECT_FALSE(report.alarm);
  EXPECT_EQ(report.pairs[0].in_time.trials, 101u);
  EXPECT_THAT(lag_text(report, {}), HasSubstr("1 pair the oldest waits for longer"));
}

TEST(LagReport, CloudWatchAveragesWhatArrivesInFiveMinutes) {
  LagInput input;
  auto& samples = input.pair("us", "eu").samples;
  for (int i = 0; i < 10; ++i) samples.push_back({100ms, std::int64_t{i} * 1'000'000'000});
  for (int i = 0; i < 10; ++i) samples.push_back({9s, (400 + std::int64_t{i}) * 1'000'000'000});
  const LagReport report = report_lag(input, 5s);
  const CloudWatchView& view = report.pairs[0].cloudwatch;
  EXPECT_EQ(view.average, 4550ms);
  EXPECT_EQ(view.worst_average, 9s);
  EXPECT_EQ(view.periods, 2u);
  EXPECT_EQ(view.periods_above, 1u);
  EXPECT_TRUE(report.alarm);
}

TEST(LagReport, AHistogramCountsInTimeWhatItKnows) {
  LagInput input;
  input.pair("us", "eu").histogram = histogram();
  const LagReport report = report_lag(input, 300ms);
  EXPECT_EQ(report.pairs[0].late, 20u) << "those above 250 ms might be";
  EXPECT_EQ(report.pairs[0].cloudwatch.average, 200ms);
  EXPECT_FALSE(report.pairs[0].exact);
}

TEST(LagText, NoLineIsWiderThanAHundredColumns) {
  LagInput input;
  input.origins = {std::string(150, 'x')};
  for (const char* to : {"ap-southeast-7", "ap-northeast-1"}) {
    PairInput& pair = input.pair("us-gov-east-1", to);
    for (int i = 1; i <= 20'000; ++i) pair.samples.push_back({Duration(1'000'003LL * i)});
    pair.waiting = Outstanding{123'456, 98'765s};
  }
  const std::string text = lag_text(report_lag(input, 5s), {});
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("xxx") != std::string::npos) continue;
    EXPECT_LE(display_width(line), 100u) << line;
  }
  EXPECT_THAT(text, HasSubstr("95 % intervals"));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(LagText, NamesOfStrangersMoveNoCursor) {
  LagInput input;
  input.pair("\x1b[2J", "eu").samples.push_back({1ms});
  EXPECT_THAT(lag_text(report_lag(input, 5s), {}), Not(HasSubstr("\x1b")));
}

TEST(LagText, OfNothingSaysSo) {
  EXPECT_THAT(lag_text(report_lag({}, 5s), {}), HasSubstr("No samples."));
}

TEST(LagJson, HasWhatTheTableHas) {
  LagInput input = input_of(one_to(1000));
  input.pair("us", "eu").waiting = Outstanding{3, 2s};
  const std::string json = lag_json(report_lag(input, 5s));
  EXPECT_THAT(json, HasSubstr(R"("threshold_ms":5E3,"alarm":false,"late":false)"));
  EXPECT_THAT(json, HasSubstr(R"("p99_ms":{"value":9.9E2,"low":9.83E2,"high":9.98E2})"));
  EXPECT_THAT(json, HasSubstr(R"("p999_ms":null)"));
  EXPECT_THAT(json, HasSubstr(R"("waiting":3,"oldest_waiting_ms":2E3)"));
  EXPECT_THAT(json, HasSubstr(R"("nines":null)"));
}

}  // namespace
}  // namespace lastwrite

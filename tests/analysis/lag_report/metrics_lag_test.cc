#include "analysis/lag_report/metrics_lag.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/lag_report/exposition.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::Key;
using ::testing::UnorderedElementsAre;

TEST(Exposition, ReadsLabelsEscapesAndTimeStamps) {
  const auto samples = parse_exposition(
      "# HELP a x\n# TYPE a counter\na 3\n\nb{x=\"say \\\"hi\\\"\\n\\\\\", y=\"2\",} 0.5 1700000\n"
      "c{} +Inf\r\nd NaN\n",
      "page");
  ASSERT_TRUE(samples) << samples.error().message;
  ASSERT_EQ(samples->size(), 4u);
  EXPECT_EQ((*samples)[0].value, 3);
  EXPECT_EQ((*samples)[1].labels.at("x"), "say \"hi\"\n\\");
  EXPECT_EQ((*samples)[1].value, 0.5);
  EXPECT_TRUE(std::isinf((*samples)[2].value));
  EXPECT_TRUE(std::isnan((*samples)[3].value));
}

TEST(Exposition, ErrorsNameTheLine) {
  for (const char* text : {"a", "a x", "a{x} 1", "a{x=\"1} 1", "{} 1", "a{x=\"1\" y=\"2\"} 1"}) {
    const auto samples = parse_exposition(std::string("ok 1\n") + text + "\n", "page");
    ASSERT_FALSE(samples) << text;
    EXPECT_THAT(samples.error().message, HasSubstr("page:2: ")) << text;
  }
}

TEST(Exposition, LabelsAreUtf8) {
  EXPECT_THAT(parse_exposition("a{x=\"\x9b\"} 1\n", "page").error().message,
              HasSubstr("page:1: the value of the label x is not UTF-8"));
}

constexpr char kRegion[] = R"(lastwrite_region_info{region="eu-west-1"} 1
lastwrite_replication_latency_seconds_bucket{source="us-east-1",le="0.1"} 90
lastwrite_replication_latency_seconds_bucket{source="us-east-1",le="0.25"} 99
lastwrite_replication_latency_seconds_bucket{source="us-east-1",le="+Inf"} 100
lastwrite_replication_latency_seconds_sum{source="us-east-1"} 9.5
lastwrite_replication_latency_seconds_count{source="us-east-1"} 100
lastwrite_records_outstanding{peer="us-east-1"} 4
lastwrite_oldest_outstanding_seconds{peer="us-east-1"} 1.5
)";

TEST(LagMetrics, ARegionTellsWhatCameToItAndWhatWaitsThere) {
  LagInput input;
  const auto read = read_lag_metrics(kRegion, "127.0.0.1:8000", {}, input);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(input.pairs, UnorderedElementsAre(Key(std::pair("us-east-1", "eu-west-1")),
                                                Key(std::pair("eu-west-1", "us-east-1"))));
  const PairInput& to = input.pair("us-east-1", "eu-west-1");
  ASSERT_TRUE(to.histogram);
  EXPECT_EQ(to.histogram->count, 100u);
  EXPECT_EQ(to.histogram->sum, 9500ms);
  ASSERT_EQ(to.histogram->buckets.size(), 2u);
  EXPECT_EQ(to.histogram->buckets[1].upper, 250ms);
  EXPECT_FALSE(to.waiting);
  const PairInput& from = input.pair("eu-west-1", "us-east-1");
  EXPECT_FALSE(from.histogram);
  ASSERT_TRUE(from.waiting);
  EXPECT_EQ(from.waiting->oldest_age, 1500ms);
}

TEST(LagMetrics, AnybodysHistogramHasItsOwnNamesAndUnit) {
  LagInput input;
  const char* page =
      "repl_ms_bucket{src=\"a\",dst=\"b\",shard=\"1\",le=\"10\"} 1\n"
      "repl_ms_bucket{src=\"a\",dst=\"b\",shard=\"2\",le=\"10\"} 2\n"
      "repl_ms_bucket{src=\"a\",dst=\"b\",shard=\"1\",le=\"+Inf\"} 4\n";
  const MetricNames names{"repl_ms", "src", "dst"};
  ASSERT_TRUE(read_lag_metrics(page, "page", names, input));
  const LagHistogram& histogram = *input.pair("a", "b").histogram;
  EXPECT_EQ(histogram.buckets[0].upper, 10ms);
  EXPECT_EQ(histogram.buckets[0].cumulative, 3u);
  EXPECT_EQ(histogram.count, 4u);
}

TEST(LagMetrics, WhereThereIsNoneTheOthersAreNamed) {
  LagInput input;
  const auto read = read_lag_metrics("http_seconds_bucket{le=\"1\"} 3\n", "page", {}, input);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message,
              HasSubstr("name one with --metric; its histograms: http_seconds"));
  EXPECT_TRUE(read_lag_metrics("lastwrite_region_info{region=\"a\"} 1\n", "page", {}, input))
      << "a region that has received nothing";
}

TEST(LagMetrics, CountsThatCannotBeAreDamage) {
  const auto said = [](const std::string& page) {
    LagInput input;
    const Result<void> read = read_lag_metrics(page, "page", {.metric = "lag_seconds"}, input);
    return read ? "" : read.error().message;
  };
  const std::string total = "lag_seconds_bucket{le=\"+Inf\"} 9\n";
  EXPECT_EQ(said("lag_seconds_bucket{le=\"1\"} 9\n" + total), "");
  for (const char* value : {"NaN", "-3", "1.5", "+Inf", "1e300"}) {
    EXPECT_THAT(said(std::string("lag_seconds_bucket{le=\"1\"} ") + value + "\n" + total),
                HasSubstr("which is no count"))
        << value;
  }
  EXPECT_THAT(said("lag_seconds_bucket{le=\"1\"} 5\nlag_seconds_bucket{le=\"2\"} 4\n" + total),
              HasSubstr("its buckets fall from 5 to 4"));
  EXPECT_THAT(said("lag_seconds_bucket{le=\"1\"} 12\n" + total),
              HasSubstr("its buckets fall from 12 to 9"));
}

}  // namespace
}  // namespace lastwrite

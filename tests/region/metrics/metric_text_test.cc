#include "region/metrics/metric_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/manual_clock.h"
#include "region/metrics/replication_metrics.h"
#include "region/metrics/request_metrics.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

TEST(MetricText, AFamilyIsItsHelpItsTypeAndItsSamples) {
  MetricText text;
  text.family("a_total", "counter", "What it is.");
  text.sample("a_total", {{"x", "say \"hi\"\\\n"}, {"y", "2"}}, std::uint64_t{3});
  text.sample("a_total", {}, 0.5);
  EXPECT_EQ(std::move(text).take(),
            "# HELP a_total What it is.\n# TYPE a_total counter\n"
            "a_total{x=\"say \\\"hi\\\"\\\\\\n\",y=\"2\"} 3\na_total 0.5\n");
}

TEST(DurationHistogram, EachBucketHoldsWhatIsAtMostItsBound) {
  DurationHistogram histogram;
  for (const Duration value : {Duration(1ms), Duration(3ms), Duration(60s)}) histogram.add(value);
  MetricText text;
  text.histogram("h", {{"o", "x"}}, histogram);
  const std::string all = std::move(text).take();
  EXPECT_THAT(all, HasSubstr("h_bucket{o=\"x\",le=\"0.0005\"} 0\n"));
  EXPECT_THAT(all, HasSubstr("h_bucket{o=\"x\",le=\"0.001\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("h_bucket{o=\"x\",le=\"0.005\"} 2\n"));
  EXPECT_THAT(all, HasSubstr("h_bucket{o=\"x\",le=\"10\"} 2\n"));
  EXPECT_THAT(all, HasSubstr("h_bucket{o=\"x\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(all, HasSubstr("h_sum{o=\"x\"} 60.004\nh_count{o=\"x\"} 3\n"));
}

TEST(RequestMetrics, CountsByOperationAndOutcome) {
  RequestMetrics requests;
  for (int i = 0; i < 2; ++i) requests.note("PutItem", "OK", 1ms);
  requests.note("PutItem", "ValidationException", 1ms);
  MetricText text;
  requests.write(text);
  const std::string all = std::move(text).take();
  EXPECT_THAT(all, HasSubstr("requests_total{operation=\"PutItem\",outcome=\"OK\"} 2\n"));
  EXPECT_THAT(all, HasSubstr("outcome=\"ValidationException\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("duration_seconds_count{operation=\"PutItem\"} 3\n"));
}

TEST(ReplicationMetrics, CountsWhatIsAcceptedAndAppliedWithItsLag) {
  NullObserver below;
  ManualClock clock;
  ReplicationMetrics metrics(below, clock);
  ChangeRecord record;
  record.stamp.region = RegionName("us-east-1");
  record.observer.accepted_at = clock.now();
  clock.advance(80ms);
  const std::string key = "s:a";
  const std::optional<Stamp> none;
  metrics.on_accept({record, key, none, true, false, false});
  metrics.on_accept({record, key, none, false, false, false});
  metrics.on_apply({record, key, none, ApplyOutcome::kInstalled, false});
  metrics.on_apply({record, key, none, ApplyOutcome::kDiscardedOlder, true});
  MetricText text;
  metrics.write(text);
  const std::string all = std::move(text).take();
  EXPECT_THAT(all, HasSubstr("accepted_total{outcome=\"installed\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("accepted_total{outcome=\"stillborn\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("{source=\"us-east-1\",outcome=\"discarded_older\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("latency_seconds_bucket{source=\"us-east-1\",le=\"0.1\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("latency_seconds_count{source=\"us-east-1\"} 1\n"))
      << "a backfill is no sample";
}

}  // namespace
}  // namespace lastwrite

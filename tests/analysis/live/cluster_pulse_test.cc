#include "analysis/live/cluster_pulse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const RegionName kPulseEu("eu");
const RegionName kPulseUs("us");

v1::TraceEvent accept_of(const std::string& key) {
  v1::TraceEvent event;
  event.mutable_accept()->set_table("T");
  event.mutable_accept()->set_key(key);
  return event;
}

v1::TraceEvent apply_after(Duration lag) {
  v1::TraceEvent event;
  event.set_at_ns(1'000'000'000 + lag.count());
  event.mutable_apply()->mutable_version()->set_region("us");
  event.mutable_apply()->set_accepted_at_ns(1'000'000'000);
  return event;
}

TEST(ClusterPulse, LagsAreOfThePairAndOfOneBeat) {
  ClusterPulse pulse;
  for (int i = 100; i >= 1; --i) pulse.take(kPulseEu, apply_after(Duration(i)));
  const PulseBeat beat = pulse.beat();
  ASSERT_EQ(beat.lags.size(), 1U);
  const PairLag& lag = beat.lags.at({kPulseUs, kPulseEu});
  EXPECT_EQ(lag.records, 100U);
  EXPECT_EQ(lag.p50, Duration(50));
  EXPECT_EQ(lag.p99, Duration(99));
  EXPECT_EQ(lag.last, Duration(1));
  EXPECT_THAT(pulse.beat().lags, IsEmpty());
}

TEST(ClusterPulse, OfFewTheGreatestIsTheNinetyNinthPercentile) {
  ClusterPulse pulse;
  for (const int lag : {7, 3}) pulse.take(kPulseEu, apply_after(Duration(lag)));
  const PairLag lag = pulse.beat().lags.at({kPulseUs, kPulseEu});
  EXPECT_EQ(lag.p50, Duration(3));
  EXPECT_EQ(lag.p99, Duration(7));
}

TEST(ClusterPulse, WhatCameInASnapshotIsNoSample) {
  ClusterPulse pulse;
  v1::TraceEvent event = apply_after(Duration(5));
  event.mutable_apply()->set_backfill(true);
  pulse.take(kPulseEu, event);
  EXPECT_THAT(pulse.beat().lags, IsEmpty());
}

TEST(ClusterPulse, BeyondItsSamplesTheFirstMakePlaceAndAllAreCounted) {
  ClusterPulse pulse;
  for (std::size_t i = 0; i < ClusterPulse::kSamplesMax; ++i)
    pulse.take(kPulseEu, apply_after(Duration(1)));
  for (std::size_t i = 0; i < ClusterPulse::kSamplesMax; ++i)
    pulse.take(kPulseEu, apply_after(Duration(9)));
  const PairLag lag = pulse.beat().lags.at({kPulseUs, kPulseEu});
  EXPECT_EQ(lag.records, 2 * ClusterPulse::kSamplesMax);
  EXPECT_EQ(lag.p50, Duration(9));
}

TEST(ClusterPulse, WritesAreCountedByRegion) {
  ClusterPulse pulse;
  for (const RegionName& region : {kPulseEu, kPulseEu, kPulseUs})
    pulse.take(region, accept_of("a"));
  const PulseBeat beat = pulse.beat();
  EXPECT_EQ(beat.writes.at(kPulseEu), 2U);
  EXPECT_EQ(beat.writes.at(kPulseUs), 1U);
  v1::TraceEvent expiry = accept_of("b");
  expiry.mutable_accept()->set_expired(true);
  pulse.take(kPulseEu, expiry);
  EXPECT_THAT(pulse.beat().writes, IsEmpty());
}

TEST(ClusterPulse, TheItemsWrittenLastStandOnceEachAndAreBounded) {
  ClusterPulse pulse;
  for (const char* key : {"a", "b", "a", "a"}) pulse.take(kPulseEu, accept_of(key));
  EXPECT_THAT(pulse.written(), ElementsAre(WrittenItem{"T", "a"}, WrittenItem{"T", "b"}));
  for (std::size_t i = 0; i < 2 * ClusterPulse::kItemsKept; ++i)
    pulse.take(kPulseEu, accept_of(std::to_string(i)));
  EXPECT_EQ(pulse.written().size(), ClusterPulse::kItemsKept);
}

}  // namespace
}  // namespace lastwrite

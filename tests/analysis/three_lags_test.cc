// Delivery with what was outstanding, visibility, and the lag that an application would believe in.
#include "analysis/lag/three_lags.h"

#include "analysis/lag/survival.h"
#include "analysis/ledger/phases.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {
namespace {

PlantedRun& sample_clock(PlantedRun& run, const std::string& region, std::int64_t offset_ms) {
  v1::TraceEvent event;
  event.mutable_clock()->set_region(region);
  event.mutable_clock()->set_offset_ns(offset_ms * 1'000'000);
  return run.raw("driver", event);
}

std::vector<ThreeLags> lags_of(const PlantedRun& run) {
  const History history = run.history();
  return three_lags(Evidence(history), trace_end_of(history));
}

TEST(Survival, WithoutCutOffsIsThePlainShare) {
  const Survival s({{3ms, true}, {1ms, true}, {2ms, true}, {2ms, true}});
  EXPECT_EQ(s.share_within(0ms), 0.0);
  EXPECT_EQ(s.share_within(2ms), 0.75);
  EXPECT_EQ(s.share_within(1s), 1.0);
  EXPECT_EQ(s.cut_off(), 0u);
}

TEST(Survival, WhatWasCutOffEarlyRaisesTheWaitsOfTheOthers) {
  // Of four, one is cut off after 2 ms: 1/4 by 1 ms, then half of the two that remain at 3 ms.
  const Survival s({{1ms, true}, {2ms, false}, {3ms, true}, {9ms, false}});
  EXPECT_DOUBLE_EQ(*s.share_within(2ms), 0.25);
  EXPECT_DOUBLE_EQ(*s.share_within(3ms), 0.625);
  EXPECT_DOUBLE_EQ(*s.share_within(9ms), 0.625);
  EXPECT_EQ(s.share_within(10ms), std::nullopt) << "nobody was watched for so long";
  EXPECT_EQ(s.cut_off(), 2u);
}

TEST(Survival, AQuantileThatIsNeverReachedIsNone) {
  std::vector<Wait> waits(100, Wait{50ms, true});
  EXPECT_EQ(Survival(waits).quantile(0.9), 50ms);
  for (std::size_t i = 0; i < 60; ++i) waits[i] = {100ms, false};
  EXPECT_EQ(Survival(waits).quantile(0.3), 50ms);
  EXPECT_EQ(Survival(waits).quantile(0.9), std::nullopt);
  EXPECT_EQ(Survival({{50ms, true}}).quantile(0.5), std::nullopt) << "too few";
  EXPECT_EQ(Survival({}).share_within(1s), std::nullopt);
}

TEST(ThreeLags, WhatWasDiscardedArrivedAndWasNeverVisible) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu");
  run.at(20).write("us");
  run.at(30).write("eu", {.key = "other"});
  run.at(60).deliver(a, "us").at(200).phase("heal");
  const ThreeLags row = lags_of(run).at(0);
  EXPECT_EQ(row.accepted, 2u);
  EXPECT_EQ(row.never_visible, 1u);
  EXPECT_EQ(row.visible, 0u);
  EXPECT_EQ(row.outstanding, 1u);
  EXPECT_EQ(row.apparent_p50, std::nullopt) << "no clock was sampled";
}

TEST(ThreeLags, TheApparentLagIsNegativeTowardsASlowClock) {
  PlantedRun run({"eu", "us"});
  run.skew("us", -100).at(0).phase("measure");
  sample_clock(run, "eu", 0);
  sample_clock(run, "us", -100);
  const Planted a = run.at(200).write("eu");
  const Planted b = run.at(210).write("us", {.key = "other"});
  run.at(260).deliver(a, "us").deliver(b, "eu");
  run.at(400).phase("heal").settle();
  const std::vector<ThreeLags> rows = lags_of(run);
  EXPECT_EQ(rows.at(0).apparent_max, -40ms);  // 60 ms under way, 100 ms behind
  EXPECT_EQ(rows.at(1).apparent_max, 150ms);
}

TEST(ThreeLags, CoalescedVersionsAreNeitherLateNorVisible) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu");
  const Planted b = run.at(20).write("eu");
  run.at(30).coalesce(a, b, "us").at(60).deliver(b, "us");
  run.at(200).phase("heal").settle();
  const ThreeLags row = lags_of(run).at(0);
  EXPECT_EQ(row.coalesced, 1u);
  EXPECT_EQ(row.visible, 1u);
  EXPECT_EQ(row.outstanding, 0u);
}

}  // namespace
}  // namespace lastwrite

#include "analysis/lag/lag.h"

#include "analysis/lag/percentile.h"
#include "analysis/report/terminal_words.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {
namespace {

TEST(Percentile, IsGivenOnlyWhereTenSamplesLieBeyond) {
  std::vector<Duration> sorted;
  for (int i = 1; i <= 1000; ++i) sorted.push_back(Duration(i));
  EXPECT_EQ(percentile(sorted, 0.50), Duration(500));
  EXPECT_EQ(percentile(sorted, 0.99), Duration(990));
  sorted.pop_back();
  EXPECT_EQ(percentile(sorted, 0.99), std::nullopt);
  EXPECT_EQ(percentile({}, 0.50), std::nullopt);
}

TEST(LagSamples, AreFirstArrivalsOfMeasuredWritesInstalledOrNot) {
  PlantedRun run({"eu", "us"});
  const Planted early = run.at(1).write("eu", {.session = 1, .key = "warm"});
  run.at(10).phase("measure");
  const Planted a = run.at(20).write("eu", {.session = 1});
  const Planted b = run.at(30).write("us", {.session = 2});
  run.at(100).deliver(a, "us", 75);  // discarded: b is newer
  run.at(101).deliver(b, "eu", 70);  // installed
  run.at(150).deliver(b, "eu");      // a duplicate
  run.at(160).deliver(a, "us");      // discarded once more
  run.at(170).deliver(early, "us");
  run.at(200).phase("heal");
  const History history = run.history();
  const Evidence evidence(history);
  const std::vector<LagSample> samples = lag_samples(evidence);
  ASSERT_EQ(samples.size(), 2u);
  EXPECT_EQ(samples[0].to, 0u);
  EXPECT_EQ(samples[0].lag, 71ms);
  EXPECT_TRUE(samples[0].installed);
  EXPECT_EQ(samples[1].to, 1u);
  EXPECT_EQ(samples[1].lag, 80ms);
  EXPECT_EQ(samples[1].injected, 75ms);
  EXPECT_FALSE(samples[1].installed);
}

TEST(Outstanding, IsWhatHadNotArrivedWhenMeasuringEnded) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(20).write("eu", {.session = 1, .key = "a"});
  run.at(60).write("eu", {.session = 1, .key = "b"});
  const Planted c = run.at(70).write("eu", {.session = 1, .key = "c"});
  run.at(90).deliver(a, "us");
  run.at(100).phase("heal");
  run.at(150).deliver(c, "us");
  const History history = run.history();
  const auto outstanding = outstanding_at_end(Evidence(history));
  EXPECT_EQ(outstanding[0][1].records, 2u);
  EXPECT_EQ(outstanding[0][1].oldest_age, 40ms);
  EXPECT_EQ(outstanding[1][0].records, 0u);
}

TEST(Outstanding, IsWhatHadNotArrivedWhateverTheRegionsStillWaitFor) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(20).write("eu", {.session = 1, .key = "a"});
  run.at(60).deliver(a, "us");
  v1::TraceEvent unacknowledged;
  unacknowledged.mutable_backlog()->set_from("eu");
  unacknowledged.mutable_backlog()->set_to("us");
  unacknowledged.mutable_backlog()->set_records(1);
  run.at(99).raw("driver", unacknowledged);
  run.at(100).phase("heal");
  const History history = run.history();
  EXPECT_EQ(outstanding_at_end(Evidence(history))[0][1].records, 0u);
}

TEST(LagTable, SharesItsScaleAmongRows) {
  std::vector<LagSample> samples;
  for (int i = 0; i < 40; ++i) samples.push_back({0, 1, {}, 10ms, 10ms, true});
  for (int i = 0; i < 40; ++i) samples.push_back({1, 0, {}, 1000ms, 900ms, true});
  const LagTable table = summarise_lag(samples, 2, {});
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].p50, 10ms);
  EXPECT_EQ(table.rows[1].added_p50, 100ms);
  EXPECT_EQ(table.rows[1].p90, std::nullopt);
  EXPECT_EQ(table.rows[0].histogram.front(), 40u);
  EXPECT_EQ(table.rows[1].histogram.back(), 40u);
}

TEST(Sparkline, ShowsEmptyAsBlankAndTheFullestFull) {
  EXPECT_EQ(sparkline({0, 1, 4, 8}), " ▁▄█");
  EXPECT_EQ(sparkline({}), "");
}

}  // namespace
}  // namespace lastwrite

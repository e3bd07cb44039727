// Passages, and the curves, bands and heat maps that are made from them.
#include <numeric>

#include <gmock/gmock.h>

#include "analysis/page/lag_bands.h"
#include "analysis/page/lag_curve.h"
#include "analysis/page/lag_heat.h"
#include "analysis/page/pair_lag.h"
#include "analysis/page/passages.h"
#include "analysis/page/time_steps.h"
#include "analysis/page/waiting.h"
#include "tests/analysis/page/planted_strategy.h"

namespace lastwrite {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

const Window kMinute{TrueTime{0}, TrueTime{60'000'000'000}};

TrueTime at_ms(std::int64_t ms) {
  return TrueTime{ms * 1'000'000};
}

Passage passage(std::int64_t accepted_ms, std::optional<std::int64_t> lag_ms) {
  Passage p{at_ms(accepted_ms), std::nullopt, 0ns};
  if (lag_ms) p.arrived = at_ms(accepted_ms + *lag_ms);
  if (lag_ms) p.injected = std::chrono::milliseconds(*lag_ms / 2);
  return p;
}

TEST(Passages, AreFirstArrivalsAndWhatNeverArrived) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(100).write("eu", {.key = "a"});
  run.at(200).write("eu", {.key = "b"});
  run.at(180).deliver(a, "us", 70);
  run.at(1000).phase("heal");
  const StrategyRun judged("blind-put", run.history());
  const std::vector<Passage> found = passages(judged.evidence, 0, 1);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].accepted, at_ms(100));
  EXPECT_THAT(found[0].arrived, Optional(at_ms(180)));
  EXPECT_EQ(found[0].injected, 70ms);
  EXPECT_EQ(found[1].arrived, std::nullopt);
  EXPECT_TRUE(passages(judged.evidence, 1, 0).empty());
}

TEST(LagCurve, RisesToOneWhereEverythingArrived) {
  const LagCurve curve = measured_curve(
      {passage(0, 10), passage(5, 20), passage(9, 20), passage(10, 40)}, kMinute, 300);
  EXPECT_THAT(curve.lag, ElementsAre(10'000'000, 20'000'000, 40'000'000));
  EXPECT_THAT(curve.share, ElementsAre(0.25, 0.75, 1));
}

TEST(LagCurve, StopsShortWhereTheLongestWaitHasNotEnded) {
  // The second arrives after measuring ended: for a curve it waits 1 s and more.
  const LagCurve curve = measured_curve({passage(0, 10), passage(59'000, 5'000)}, kMinute, 300);
  EXPECT_THAT(curve.lag, ElementsAre(10'000'000));
  EXPECT_THAT(curve.share, ElementsAre(0.5));
}

TEST(LagCurve, HasFewPointsAndTheLastOfAMillion) {
  std::vector<Passage> many;
  for (std::int64_t i = 0; i < 50'000; ++i) many.push_back(passage(i, 1 + i));
  const LagCurve curve = injected_curve(many, kMinute, 300);
  EXPECT_LE(curve.lag.size(), 300u);
  EXPECT_GE(curve.lag.size(), 100u);
  EXPECT_EQ(curve.lag.back(), 25'000'000'000);
  EXPECT_EQ(curve.share.back(), 1);
  EXPECT_TRUE(std::is_sorted(curve.share.begin(), curve.share.end()));
  const auto tail = std::count_if(curve.share.begin(), curve.share.end(),
                                  [](double share) { return share > 0.99; });
  EXPECT_GT(tail, 50) << "dense in the tail";
}

TEST(LagCurve, WithoutInjectedLagThereIsNoInjectedCurve) {
  EXPECT_TRUE(injected_curve({passage(0, 1)}, kMinute, 300).lag.empty());
}

TEST(LagBands, HaveAPercentileOnlyWhereOneRecordLiesBeyondIt) {
  std::vector<Passage> ten;
  for (std::int64_t i = 0; i < 10; ++i) ten.push_back(passage(i, 10 * (i + 1)));
  const LagBands bands = lag_bands(ten, kMinute, 300);
  ASSERT_EQ(bands.t_s.size(), 60u);
  EXPECT_THAT(bands.p50[0], Optional(50'000'000));
  EXPECT_THAT(bands.p90[0], Optional(90'000'000));
  EXPECT_EQ(bands.p99[0], std::nullopt);
  EXPECT_THAT(bands.max[0], Optional(100'000'000));
  EXPECT_EQ(bands.max[1], std::nullopt);
}

TEST(LagBands, AwsAverageIsSilentWhileTheOldestGrowsOlder) {
  const LagBands bands = lag_bands({passage(500, 100), passage(900, 3'000)}, kMinute, 300);
  EXPECT_THAT(bands.aws_average[0], Optional(100'000'000));
  EXPECT_EQ(bands.aws_average[1], std::nullopt);
  EXPECT_THAT(bands.aws_average[3], Optional(3'000'000'000));
  EXPECT_THAT(bands.oldest[0], Optional(100'000'000));
  EXPECT_THAT(bands.oldest[2], Optional(2'100'000'000));
  EXPECT_THAT(bands.oldest[3], Optional(3'000'000'000)) << "until it came";
  EXPECT_EQ(bands.oldest[4], std::nullopt);
}

TEST(Waiting, CountsWhatHadNotArrivedAtTheWorstMomentOfEachStep) {
  const std::vector<Passage> through = {passage(100, 50), passage(200, 2'500), passage(210, 10)};
  const Waiting waiting = waiting_by_step(through, steps_of(through, kMinute, 300));
  EXPECT_EQ(waiting.records[0], 2U) << "the first had gone when the others came";
  EXPECT_EQ(waiting.records[1], 1U);
  EXPECT_EQ(waiting.records[3], 0U);
  EXPECT_EQ(waiting.oldest[1], 1'800ms);
  EXPECT_EQ(waiting.oldest[2], 2'500ms) << "as old as it became";
  EXPECT_EQ(waiting.oldest[3], 0ms);
}

TEST(Waiting, BeginsWithWhatWasAcceptedBefore) {
  const Window later{TrueTime{1'000'000'000}, TrueTime{5'000'000'000}};
  const std::vector<Passage> through = {passage(100, 3'000)};
  EXPECT_EQ(waiting_by_step(through, steps_of(through, later, 300)).records[0], 1U);
}

TEST(Waiting, OfWhatNeverArrivesGrowsOlderToTheEnd) {
  Passage lost = passage(500, 1);
  lost.arrived = std::nullopt;
  const Waiting waiting = waiting_by_step({lost}, steps_of({lost}, kMinute, 300));
  EXPECT_EQ(waiting.records.back(), 1U);
  EXPECT_EQ(waiting.oldest.back(), 59'500ms);
}

TEST(LagBands, GoOnUntilTheLastArrival) {
  const LagBands bands = lag_bands({passage(59'500, 3'000)}, kMinute, 300);
  EXPECT_EQ(bands.t_s.size(), 63u);
  EXPECT_THAT(bands.aws_average[62], Optional(3'000'000'000));
}

TEST(TimeSteps, GrowLongerWhereSecondsWouldBeTooMany) {
  const TimeSteps steps(TrueTime{-1'500'000'000}, TrueTime{3'600'000'000'000}, TrueTime{0}, 300);
  EXPECT_EQ(steps.length_s(), 20);
  EXPECT_LE(steps.count(), 300u);
  EXPECT_EQ(steps.begin_s(0), -20);
  EXPECT_EQ(steps.begin_s(1), 0);
  EXPECT_EQ(steps.index(TrueTime{-1}), 0u);
  EXPECT_EQ(steps.index(TrueTime{20'000'000'000}), 2u);
}

TEST(HeatMap, CountsEveryArrivalOnce) {
  const std::vector<Passage> pair = {passage(0, 1), passage(30'000, 10), passage(59'999, 100),
                                     passage(59'999, std::nullopt)};
  const HeatAxes axes = heat_axes({pair}, kMinute, 60, 30);
  ASSERT_EQ(axes.edges.size(), 31u);
  EXPECT_EQ(axes.edges.front(), 1'000'000);
  EXPECT_EQ(axes.edges.back(), 100'000'000);
  const std::vector<std::uint64_t> cells = heat_cells(pair, kMinute, axes);
  EXPECT_EQ(std::accumulate(cells.begin(), cells.end(), std::uint64_t{0}), 3u);
  EXPECT_EQ(cells.front(), 1u);
  EXPECT_EQ(cells.back(), 1u) << "the slowest lies in the last row";
}

TEST(HeatMap, EdgesRiseWhereAllLagsAreEqual) {
  const HeatAxes axes = heat_axes({{passage(0, 80), passage(10, 80)}}, kMinute, 60, 30);
  EXPECT_TRUE(std::is_sorted(axes.edges.begin(), axes.edges.end()));
  EXPECT_LT(axes.edges.front(), 80'000'000);
  EXPECT_GT(axes.edges.back(), 80'000'000);
}

TEST(HeatMap, OfNothingHasNoAxes) {
  const HeatAxes axes = heat_axes({{passage(0, std::nullopt)}}, kMinute, 60, 30);
  EXPECT_EQ(axes.columns, 0u);
  EXPECT_TRUE(heat_cells({passage(0, std::nullopt)}, kMinute, axes).empty());
}

TEST(PairLags, TellWhatWasOutstandingWhenMeasuringEnded) {
  const StrategyRun run("version-check", two_regions_meet().history());
  const auto data = written(
      [&](JsonText& json) { write_pair_lags(run, PairChoice(run, 6), PageBudget{}, json); });
  const boost::json::array& pairs = data.at("lag").as_array();
  ASSERT_EQ(pairs.size(), 2u);
  const boost::json::object& out = pairs[0].as_object();
  EXPECT_EQ(out.at("from"), "eu");
  EXPECT_EQ(out.at("to"), "us");
  EXPECT_EQ(out.at("count"), 4);
  EXPECT_EQ(out.at("outstanding"), 1);
  EXPECT_EQ(out.at("oldest"), 10'000'000);
}

}  // namespace
}  // namespace lastwrite

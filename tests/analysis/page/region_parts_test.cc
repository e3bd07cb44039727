// What a page tells by region and by time: activity, phases, faults, backlogs, clocks, divergence.
#include <numeric>

#include <gmock/gmock.h>

#include "analysis/page/driver_marks.h"
#include "analysis/page/region_activity.h"
#include "analysis/staleness/divergence_strip.h"
#include "analysis/staleness/item_sweep.h"
#include "tests/analysis/page/planted_strategy.h"

namespace lastwrite {
namespace {

double sum_of(const boost::json::value& column) {
  double sum = 0;
  for (const boost::json::value& one : column.as_array()) sum += one.to_number<double>();
  return sum;
}

TEST(RegionActivity, CountsBySecondSinceMeasuringBegan) {
  const StrategyRun run("version-check", two_regions_meet().history());
  const auto data = written([&](JsonText& json) { write_activity(run, PageBudget{}, json); });
  const boost::json::object& eu = data.at("activity").as_array().at(0).as_object();
  EXPECT_EQ(eu.at("region"), "eu");
  EXPECT_EQ(eu.at("t_s").as_array().at(0), -1);
  EXPECT_EQ(sum_of(eu.at("accepted")), 4);
  EXPECT_EQ(eu.at("accepted").as_array().at(1), 1) << "one in the first second of measuring";
  EXPECT_EQ(sum_of(eu.at("acknowledged")), 4);
  EXPECT_EQ(sum_of(eu.at("lost")), 2);
  EXPECT_EQ(sum_of(eu.at("applied")), 1) << "the write of us";
}

TEST(RegionActivity, IsAveragedWhereStepsAreLongerThanASecond) {
  const StrategyRun run("version-check", two_regions_meet().history());
  PageBudget budget;
  budget.time_columns = 3;
  const auto data = written([&](JsonText& json) { write_activity(run, budget, json); });
  const boost::json::object& eu = data.at("activity").as_array().at(0).as_object();
  EXPECT_LE(eu.at("t_s").as_array().size(), 3u);
  EXPECT_EQ(sum_of(eu.at("accepted")) * 2, 4) << "by steps of 2 s";
}

TEST(DriverMarks, PhasesCountFromTheBeginningOfMeasuring) {
  const History history = two_regions_meet().history();
  const auto data = written([&](JsonText& json) { write_phases(history, 9s, json); });
  EXPECT_EQ(data.at("measure_s"), 2);
  const boost::json::object& first = data.at("phases").as_array().at(0).as_object();
  EXPECT_EQ(first.at("name"), "warm-up");
  EXPECT_EQ(first.at("begin_s"), -1);
  EXPECT_EQ(first.at("end_s"), 0);
}

TEST(DriverMarks, ARunThatNeverMeasuredHasThePlannedLength) {
  const auto data = written([](JsonText& json) { write_phases(History{}, 9s, json); });
  EXPECT_EQ(data.at("measure_s"), 9);
}

TEST(DriverMarks, AFaultThatDoesNotEndHasNoEnd) {
  PlantedRun run = two_regions_meet();
  run.at(2900).fault("kill us", true);
  const auto data = written([&](JsonText& json) { write_faults(run.history(), json); });
  const boost::json::array& faults = data.at("faults").as_array();
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].as_object().at("begin_s"), 0.5);
  EXPECT_EQ(faults[0].as_object().at("end_s").to_number<double>(), 1.2);
  EXPECT_FALSE(faults[1].as_object().contains("end_s")) << "it is gone for good";
}

TEST(DriverMarks, OfManyClockMarksSomeAndTheLastStay) {
  History history;
  history.regions = {RegionName("eu"), RegionName("us")};
  for (std::int64_t i = 0; i < 1000; ++i) {
    history.clocks.push_back({TrueTime{i * 1'000'000}, 1, Duration(i)});
  }
  PageBudget budget;
  budget.time_columns = 50;
  const auto data = written([&](JsonText& json) { write_clocks(history, budget, json); });
  const boost::json::object& clock = data.at("clocks").as_array().at(0).as_object();
  EXPECT_EQ(clock.at("region"), "us");
  EXPECT_EQ(clock.at("offset").as_array().back(), 999);
}

TEST(DivergenceStrip, AgreesWithTheShareOfMeasuring) {
  const History history = two_regions_meet().history();
  const ReplicaTimelines timelines(history);
  const DivergenceStrip strip = divergence_strip(history, timelines, 1000);
  ASSERT_EQ(strip.at.size(), 1000u);
  double apart_s = 0;
  const double step_s = to_seconds(strip.at[1] - strip.at[0]);
  for (std::size_t i = 0; i < strip.at.size(); ++i) {
    if (strip.at[i] < 2s) apart_s += strip.share[i] * step_s;
  }
  EXPECT_NEAR(apart_s / 2, measure_divergence(history, timelines).item_share, 0.002);
  EXPECT_EQ(strip.share.front(), 0);
  EXPECT_EQ(strip.share.back(), 0) << "it converged";
}

TEST(DivergenceStrip, OfARunThatWroteNothingIsEmpty) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure").at(1000).phase("heal");
  const History history = run.history();
  EXPECT_TRUE(divergence_strip(history, ReplicaTimelines(history), 100).at.empty());
}

}  // namespace
}  // namespace lastwrite

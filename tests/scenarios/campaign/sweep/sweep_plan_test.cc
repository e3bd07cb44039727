#include "scenarios/campaign/sweep/sweep_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SweepPlan, HasTheScenarioAndStrategyOfEveryCell) {
  const SweepPlan plan = twelve_cells();
  EXPECT_EQ(plan.header.cells(), 12U);
  EXPECT_DOUBLE_EQ(plan.scenario(11).workload.arrivals.per_second, 8);
  EXPECT_EQ(plan.strategy(11).kind, StrategyKind::kAtomicAdd);
  EXPECT_EQ(plan.strategy(0).kind, StrategyKind::kBlindPut);
}

TEST(SweepPlan, PlainSettingsApplyToAllCellsAndAreNoAxis) {
  const SweepPlan plan = tiny_plan({"duration=3s", "network.latency=1ms,2ms"});
  EXPECT_EQ(plan.header.axes.size(), 1U);
  EXPECT_EQ(plan.scenario(3).duration, Duration(3s));
}

TEST(SweepPlan, WithoutAnAxisThereIsOneCellForEachStrategy) {
  EXPECT_EQ(tiny_plan({}).header.cells(), 2U);
}

TEST(SweepPlan, ItsIdDependsOnEverythingTheRowsDependOn) {
  const std::string id = tiny_plan({"network.latency=1ms,2ms"}).header.id;
  EXPECT_EQ(tiny_plan({"network.latency=1ms,2ms"}).header.id, id);
  EXPECT_NE(tiny_plan({"network.latency=1ms,3ms"}).header.id, id);
  EXPECT_NE(tiny_plan({"network.latency=1ms,2ms"}, 3).header.id, id);
  EXPECT_NE(tiny_plan({"network.latency=1ms,2ms", "seed=2"}).header.id, id);
  EXPECT_NE(tiny_plan({"network.latency=1ms,2ms", "duration=1s"}).header.id, id);
  EXPECT_NE(tiny_plan({"network.latency=1ms,2ms"}, 2, {"lost"}).header.id, id);
}

TEST(SweepPlan, ABadValueIsRefusedInTheLoadersWords) {
  EXPECT_THAT(refusal({{"network.latency=1ms,fast"}, 1, {}}),
              HasSubstr(tiny_scenario_with({"network.latency=fast"}).error().message));
  EXPECT_THAT(refusal({{"netwrok.latency=1ms,2ms"}, 1, {}}), HasSubstr("netwrok"));
}

TEST(SweepPlan, WhatIsNoAxisIsRefused) {
  EXPECT_THAT(refusal({{"seed=18446744073709551610"}, 6, {}}),
              HasSubstr("no 6 seeds follow seed 18446744073709551610"));
  EXPECT_THAT(refusal({{"seed=1,2"}, 1, {}}), HasSubstr("use --seeds"));
  EXPECT_THAT(refusal({{"strategies=[blind-put],[atomic-add]"}, 1, {}}), HasSubstr("--strategy"));
  EXPECT_THAT(refusal({{"duration=1s,2s", "duration=3s,4s"}, 1, {}}),
              HasSubstr("it is an axis already"));
}

TEST(SweepPlan, AnAxisThatChangesNothingIsRefused) {
  EXPECT_THAT(refusal({{"duration=1s,2s", "network.latency=1ms,2ms",
                        "network.links=[{from: \"*\", to: \"*\", latency: 5ms}]"},
                       1,
                       {}}),
              HasSubstr("--set network.latency: its values change nothing: '1ms' and '2ms'"));
}

TEST(SweepPlan, SizesAreBounded) {
  EXPECT_THAT(refusal({{}, 0, {}}), HasSubstr("--seeds must be 1 to"));
  EXPECT_THAT(refusal({{"duration=1s..2s:lin400", "network.latency=1ms..2s:lin400"}, 1, {}}),
              HasSubstr("more than 100000"));
}

TEST(SweepPlan, AMisspeltMetricIsAnsweredWithTheNearest) {
  EXPECT_THAT(refusal({{}, 1, {"lost_updat_rate"}}), HasSubstr("did you mean 'lost_update_rate'?"));
  EXPECT_THAT(refusal({{}, 1, {"lost", "lost"}}), HasSubstr("twice"));
}

TEST(SweepPlan, DefaultMetricsExist) {
  EXPECT_THAT(refusal({{}, 1, default_sweep_metrics()}), IsEmpty());
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/cell_run.h"

#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

TEST(CellRun, TakesEverySeedFromTheFirstOn) {
  const SweepPlan plan = tiny_plan({"seed=7"}, 3, {"acknowledged", "lost_update_rate"});
  double acknowledged = 0;
  std::uint64_t lost = 0;
  for (std::uint64_t seed = 7; seed < 10; ++seed) {
    Scenario scenario = plan.scenario(1);
    scenario.seed = seed;
    const auto run = simulate_and_judge(scenario, plan.strategy(1), {});
    acknowledged += static_cast<double>(run.value().summary.numbers.acknowledged);
    lost += run.value().summary.numbers.lost.hits;
  }
  const SweepRow row = run_cell(plan, 1, {}).value();
  EXPECT_DOUBLE_EQ(*row.metrics[0].value, acknowledged / 3);
  EXPECT_DOUBLE_EQ(*row.metrics[1].value, static_cast<double>(lost) / acknowledged);
  EXPECT_EQ(row.metrics[0].seeds, 3U);
}

TEST(CellRun, KnowsTheRatePerKeyAndWhereTheoryApplies) {
  const SweepPlan plan = tiny_plan({"workload.arrivals=poisson(5/s),constant(5/s),closed"});
  EXPECT_DOUBLE_EQ(*bare_row(plan, 0).rate_per_key, 2);  // 2 clients, 5 keys
  EXPECT_DOUBLE_EQ(*bare_row(plan, 0).theory_lag_s, 0.06);
  EXPECT_FALSE(bare_row(plan, 2).theory_lag_s) << "not Poisson";
  EXPECT_FALSE(bare_row(plan, 4).rate_per_key) << "closed loop";
}

TEST(CellRun, AnInterruptionNamesTheSeed) {
  const auto row = run_cell(tiny_plan({}), 0, {.interrupted = [] { return true; }});
  ASSERT_FALSE(row);
  EXPECT_EQ(row.error().message, "seed 1: interrupted");
}

}  // namespace
}  // namespace lastwrite

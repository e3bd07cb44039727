#include "scenarios/campaign/sweep/safe_rate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/sweep/cell_run.h"
#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

// Rows whose loss is `factor` times the rate, with an interval of ±10 %.
std::vector<SweepRow> rows_of(const SweepPlan& plan, double factor) {
  std::vector<SweepRow> rows;
  for (std::size_t cell = 0; cell < plan.header.cells(); ++cell) {
    SweepRow row = bare_row(plan, cell);
    const double loss = factor * *row.rate_per_key;
    row.metrics = {{loss, 0.9 * loss, 1.1 * loss, 2}};
    rows.push_back(row);
  }
  return rows;
}

SweepPlan plan(const std::vector<std::string>& sets) {
  return tiny_plan(sets, 2, {"lost_update_rate"});
}

TEST(SafeRate, IsInterpolatedForEveryOtherSettingAndStrategy) {
  const SweepPlan sweep =
      plan({"workload.arrivals=poisson(1/s..8/s:log4)", "network.latency=50ms,100ms"});
  const SafeRates safe = safe_rates(sweep.header, rows_of(sweep, 0.1), 0.1);
  ASSERT_EQ(safe.rows.size(), 4U);  // two lags, two strategies
  EXPECT_EQ(safe.axis, "workload.arrivals");
  const SafeRate& first = safe.rows[0];
  EXPECT_EQ(first.settings, (std::vector<std::string>{"", "50ms"}));
  EXPECT_EQ(first.kind, SafeRateKind::kCrossing);
  EXPECT_NEAR(first.rate, 1, 1e-9);
  EXPECT_NEAR(*first.low, 1 / 1.1, 1e-9);
  EXPECT_NEAR(*first.high, 1 / 0.9, 1e-9);
}

TEST(SafeRate, TheoryStandsBesideIt) {
  const SweepPlan sweep =
      plan({"workload.arrivals=poisson(1/s),poisson(8/s)", "network.latency=50ms,100ms"});
  const SafeRates safe = safe_rates(sweep.header, rows_of(sweep, 0.1), 0.01);
  EXPECT_NEAR(*safe.rows[0].theory, 0.01 / 0.05, 1e-9);
  EXPECT_NEAR(*safe.rows[2].theory, 0.01 / 0.1, 1e-9);
}

TEST(SafeRate, BeyondTheRatesThatWereTriedItIsABound) {
  const SweepPlan sweep = plan({"workload.arrivals=poisson(1/s),poisson(8/s)"});
  const SafeRates safe = safe_rates(sweep.header, rows_of(sweep, 0.1), 0.9);
  EXPECT_EQ(safe.rows[0].kind, SafeRateKind::kAbove);
  EXPECT_NEAR(safe.rows[0].rate, 3.2, 1e-9);
  EXPECT_EQ(safe_rates(sweep.header, rows_of(sweep, 0.1), 0.001).rows[0].kind,
            SafeRateKind::kBelow);
}

TEST(SafeRate, NeedsAnAxisOfRatesAndTheLoss) {
  EXPECT_THAT(check_safe_rate(plan({"duration=1s,2s"}).header).error().message,
              HasSubstr("needs an axis that varies the rate"));
  const SweepPlan other = tiny_plan({"workload.keys=uniform(5),uniform(9)"}, 1, {"lost"});
  EXPECT_THAT(check_safe_rate(other.header).error().message, HasSubstr("lost_update_rate"));
}

TEST(SafeRate, TheoryIsSilentWhereItDoesNotApply) {
  const auto lag = [](const std::vector<std::string>& sets, StrategyKind strategy) {
    const Scenario scenario = tiny_scenario_with(sets).value();
    return theory_lag(scenario, strategy, manifest_of(scenario));
  };
  EXPECT_NEAR(*lag({}, StrategyKind::kAtomicAdd), 0.06, 1e-12);
  EXPECT_TRUE(lag({}, StrategyKind::kVersionCheck));
  EXPECT_FALSE(lag({"workload.think_time=1ms"}, StrategyKind::kVersionCheck));
  EXPECT_FALSE(lag({}, StrategyKind::kHomeRegion));
  EXPECT_FALSE(lag({"workload.keys=zipfian(5, 0.9)"}, StrategyKind::kAtomicAdd));
  EXPECT_FALSE(lag({"workload.arrivals=constant(5/s)"}, StrategyKind::kAtomicAdd));
  EXPECT_FALSE(lag({"network.latency=uniform(1ms, 2ms)"}, StrategyKind::kAtomicAdd));
  EXPECT_FALSE(lag({"clocks={eu-west-1: {offset: 30ms}}"}, StrategyKind::kAtomicAdd));
  EXPECT_FALSE(lag({"faults=[{at: 1s, for: 1s, pause: eu-west-1}]"}, StrategyKind::kAtomicAdd));
}

TEST(SafeRate, ASimulatedSweepMeetsTheory) {
  const SweepPlan sweep =
      tiny_plan({"workload.arrivals=poisson(0.5/s..2/s:log3)", "workload.keys=uniform(5)",
                 "duration=200s", "network.latency=100ms"},
                4, {"lost_update_rate"});
  std::vector<SweepRow> rows;
  for (std::size_t cell = 0; cell < sweep.header.cells(); ++cell) {
    rows.push_back(run_cell(sweep, cell, {}).value());
  }
  for (const SafeRate& rate : safe_rates(sweep.header, rows, 0.04).rows) {
    ASSERT_EQ(rate.kind, SafeRateKind::kCrossing) << rate.strategy;
    EXPECT_NEAR(rate.rate / *rate.theory, 1, 0.15) << rate.strategy;
  }
}

}  // namespace
}  // namespace lastwrite

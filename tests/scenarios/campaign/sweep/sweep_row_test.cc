#include "scenarios/campaign/sweep/sweep_row.h"

#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

SweepHeader header() {
  return tiny_plan({"network.latency=20ms,\"uniform(1ms, 2ms)\""}, 3, {"lost", "converged"}).header;
}

SweepRow row() {
  const SweepHeader all = header();
  return {2,
          all.settings(2),
          all.strategy(2),
          3,
          2,
          1.6,
          std::nullopt,
          {{1.0 / 3, 1e-300, 0.5, 3}, {std::nullopt, std::nullopt, std::nullopt, 0}}};
}

TEST(SweepRow, IsReadBackFromItsLineToTheLastBit) {
  EXPECT_EQ(parse_row(row_line(row()), header()).value(), row());
}

TEST(SweepRow, ColumnsNameEveryField) {
  EXPECT_EQ(row_columns(header()),
            "cell,network.latency,strategy,seeds,regions,rate_per_key_per_s,theory_lag_s,lost,"
            "lost_low,lost_high,lost_seeds,converged,converged_low,converged_high,converged_seeds");
}

TEST(SweepRow, ALineOfAnotherSweepIsRefused) {
  EXPECT_FALSE(parse_row("", header()));
  EXPECT_FALSE(parse_row(row_line(row()) + ",", header()));
  SweepRow other = row();
  other.cell = 99;
  EXPECT_FALSE(parse_row(row_line(other), header()));
  other = row();
  other.settings = {"21ms"};
  EXPECT_FALSE(parse_row(row_line(other), header()));
  other = row();
  other.strategy = "home-region";
  EXPECT_FALSE(parse_row(row_line(other), header()));
}

TEST(SweepRow, AColumnWithoutItsNumberIsNamed) {
  const std::string line = row_line(row());
  for (const std::string bad : {"nan", "-inf", "many", "1e999"}) {
    std::string damaged = line;
    damaged.replace(damaged.find("1.6"), 3, bad);
    const Result<SweepRow> read = parse_row(damaged, header());
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().message, "'" + bad + "' is no number for column rate_per_key_per_s");
  }
}

TEST(SweepRow, NumbersThatNoSweepWritesAreRefused) {
  const SweepHeader all = tiny_plan({"network.latency=20ms,30ms"}, 3, {"lost_update_rate"}).header;
  const auto read = [&](const Estimate& estimate) {
    const SweepRow one{1, all.settings(1), all.strategy(1), 3, 2, 1.6, std::nullopt, {estimate}};
    return parse_row(row_line(one), all);
  };
  EXPECT_TRUE(read({0.5, 0.4, 0.6, 3}));
  for (const Estimate& bad : {Estimate{7, 6, 8, 3}, Estimate{-1, -2, 0, 3},
                              Estimate{0.5, 0.9, 1, 3}, Estimate{0.5, 0.4, 0.6, 99}}) {
    const Result<SweepRow> row = read(bad);
    ASSERT_FALSE(row) << *bad.value;
    EXPECT_EQ(row.error().message.find("no sweep writes such numbers of lost_update_rate"), 0U);
  }
}

}  // namespace
}  // namespace lastwrite

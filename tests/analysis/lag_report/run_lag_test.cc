#include "analysis/lag_report/run_lag.h"

#include "analysis/lag_report/lag_report.h"
#include "analysis/report/analyse.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class RunLag : public testing::Test {
 protected:
  RunLag() {
    PlantedRun run({"eu", "us"});
    run.at(0).phase("measure");
    const Planted a = run.at(10).write("eu");
    run.at(50).write("eu", {.key = "late"});
    run.at(90).deliver(a, "us");
    run.at(100).phase("heal");
    run.at(200).settle();
    directory_.manifest({});
    directory_.trace("version-check", run);
  }
  RunDirectory directory_;
};

TEST_F(RunLag, IsWhatTheTracesHoldAndWhatWaitedWhenMeasuringEnded) {
  LagInput input;
  ASSERT_TRUE(read_run_lag(directory_.path(), "", {}, input));
  PairInput& pair = input.pair("eu", "us");
  ASSERT_EQ(pair.samples.size(), 2u);
  EXPECT_EQ(pair.samples[0].lag, 80ms);
  ASSERT_TRUE(pair.waiting);
  EXPECT_EQ(pair.waiting->records, 1u);
  EXPECT_EQ(pair.waiting->oldest_age, 50ms);
  EXPECT_EQ(input.pair("us", "eu").waiting->records, 0u);
}

TEST_F(RunLag, TheDatabaseHasTheSameSamples) {
  ASSERT_TRUE(analyse_run(directory_.path()));
  LagInput traces;
  LagInput database;
  ASSERT_TRUE(read_run_lag(directory_.path(), "", {}, traces));
  ASSERT_TRUE(read_sqlite_lag(directory_.file("run.sqlite"), "", database));
  ASSERT_EQ(database.pairs.size(), 1u);
  EXPECT_EQ(database.pair("eu", "us").samples.size(), traces.pair("eu", "us").samples.size());
  EXPECT_FALSE(database.pair("eu", "us").waiting);
  LagInput none;
  ASSERT_TRUE(read_sqlite_lag(directory_.file("run.sqlite"), "blind-put", none));
  EXPECT_TRUE(none.pairs.empty());
}

TEST_F(RunLag, WhatIsNoDatabaseIsTold) {
  directory_.write("x.sqlite", std::string("SQLite format 3\0 and then nothing", 33));
  LagInput input;
  const auto damaged = read_sqlite_lag(directory_.file("x.sqlite"), "", input);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::kCorrupt);
  const auto strategy = read_run_lag(directory_.path(), "pray", {}, input);
  ASSERT_FALSE(strategy);
  EXPECT_THAT(strategy.error().message, HasSubstr("there are: version-check"));
}

}  // namespace
}  // namespace lastwrite

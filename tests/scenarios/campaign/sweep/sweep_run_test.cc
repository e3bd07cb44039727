#include "scenarios/campaign/sweep/sweep_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

// Runs a shard into `folder`, and breaks off when `cells_max` cells are finished.
RowLines run(const SweepPlan& plan, const std::string& folder, std::size_t jobs,
             const Shard& shard = {}, std::size_t cells_max = 1000) {
  Result<PartFile> part = PartFile::open(folder, plan.header, shard);
  EXPECT_TRUE(part) << part.error().message;
  std::size_t finished = 0;
  SweepRunOptions options;
  options.jobs = jobs;
  options.progress = [&](const SweepProgress& progress) { finished = progress.fresh; };
  options.interrupted = [&] { return finished >= cells_max; };
  const Result<SweepOutcome> outcome = run_sweep(plan, shard, *part, options);
  EXPECT_TRUE(outcome) << outcome.error().message;
  EXPECT_TRUE(outcome->failures.empty());
  EXPECT_EQ(outcome->interrupted, !outcome->complete());
  return part->rows();
}

TEST(SweepRun, RowsDoNotDependOnTheNumberOfJobs) {
  const SweepPlan plan = twelve_cells();
  const TempDirectory one;
  const TempDirectory many;
  const RowLines rows = run(plan, one.path(), 1);
  EXPECT_EQ(rows.size(), 12U);
  EXPECT_EQ(run(plan, many.path(), 5), rows);
}

TEST(SweepRun, ShardsTogetherHaveTheRowsOfOneProcess) {
  const SweepPlan plan = twelve_cells();
  const TempDirectory folder;
  RowLines joined;
  for (std::size_t i = 1; i <= 5; ++i) joined.merge(run(plan, folder.path(), 2, {i, 5}));
  EXPECT_EQ(joined, run(plan, folder.path(), 2));
}

TEST(SweepRun, InterruptedAndTakenUpAgainItGivesTheSameRows) {
  const SweepPlan plan = twelve_cells();
  const TempDirectory broken;
  const TempDirectory straight;
  const std::size_t kept = run(plan, broken.path(), 2, {}, 3).size();
  EXPECT_GE(kept, 3U);
  EXPECT_LT(kept, 12U);
  EXPECT_EQ(run(plan, broken.path(), 2), run(plan, straight.path(), 2));
}

TEST(SweepRun, WhatIsFinishedIsNotRunAgain) {
  const SweepPlan plan = twelve_cells();
  const TempDirectory folder;
  run(plan, folder.path(), 2);
  Result<PartFile> part = PartFile::open(folder.path(), plan.header, {});
  const Result<SweepOutcome> again = run_sweep(plan, {}, *part, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->progress.done, 12U);
  EXPECT_EQ(again->progress.fresh, 0U);
}

}  // namespace
}  // namespace lastwrite

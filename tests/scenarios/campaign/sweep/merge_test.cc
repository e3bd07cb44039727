#include "scenarios/campaign/sweep/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/sweep/cell_run.h"
#include "tests/scenarios/campaign/sweep/tiny_sweep.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class MergeTest : public ::testing::Test {
 protected:
  // Writes a shard's part with rows that nothing was run for; `acknowledged` is their only number.
  void write(const SweepPlan& plan, const Shard& shard, std::size_t without = 1000,
             double acknowledged = 1) {
    Result<PartFile> part = PartFile::open(folder_.path(), plan.header, shard);
    ASSERT_TRUE(part) << part.error().message;
    for (std::size_t cell = 0; cell < plan.header.cells(); ++cell) {
      if (!shard.has(cell) || cell == without) continue;
      SweepRow row = bare_row(plan, cell);
      row.metrics.resize(plan.header.metrics.size(), {acknowledged, {}, {}, 1});
      ASSERT_TRUE(part->append(cell, row_line(row)));
    }
  }
  std::string part(const Shard& shard) { return folder_.file(part_name(shard)); }
  std::string refused(const std::vector<std::string>& places) {
    const auto merged = merge_parts(places);
    return merged ? "" : merged.error().message;
  }

  TempDirectory folder_;
  SweepPlan plan_ = twelve_cells();
};

TEST_F(MergeTest, JoinsThePartsOfAFolder) {
  for (std::size_t i = 1; i <= 5; ++i) write(plan_, {i, 5});
  const auto merged = merge_parts({folder_.path()});
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(merged->header, plan_.header);
  EXPECT_EQ(merged->rows.size(), 12U);
}

TEST_F(MergeTest, JoinsNamedPartsInAnyOrderAndTwice) {
  write(plan_, {1, 2});
  write(plan_, {2, 2});
  EXPECT_TRUE(merge_parts({part({2, 2}), part({1, 2}), part({2, 2})}));
}

TEST_F(MergeTest, PartsMayBeCutDifferently) {
  write(plan_, {1, 2});
  write(plan_, {2, 4});
  write(plan_, {4, 4});
  EXPECT_TRUE(merge_parts({folder_.path()}));
}

TEST_F(MergeTest, AMissingShardIsNamed) {
  for (const std::size_t i : {1U, 3U, 5U}) write(plan_, {i, 5});
  EXPECT_THAT(refused({folder_.path()}), HasSubstr("cells are missing: those of shard 2/5, 4/5"));
}

TEST_F(MergeTest, AnUnfinishedPartIsNamedWithWhatToDo) {
  write(plan_, {1, 2}, 4);
  write(plan_, {2, 2});
  EXPECT_THAT(refused({folder_.path()}), AllOf(HasSubstr("part-1-of-2.csv lacks 1 of its 6 cells"),
                                               HasSubstr("--shard 1/2 --resume")));
}

TEST_F(MergeTest, DifferentNumbersForOneCellAreRefused) {
  write(plan_, {1, 2});
  write(plan_, {2, 2});
  write(plan_, {1, 1}, 1000, 0.5);
  EXPECT_THAT(refused({folder_.path()}), HasSubstr("has other numbers for cell"));
}

TEST_F(MergeTest, PartsOfDifferentSweepsAreRefused) {
  write(plan_, {1, 2});
  write(tiny_plan({"duration=1s,2s"}), {2, 2});
  EXPECT_THAT(refused({folder_.path()}), HasSubstr("are parts of different sweeps"));
}

TEST_F(MergeTest, APlaceWithoutPartsIsRefused) {
  EXPECT_THAT(refused({folder_.path()}), HasSubstr("holds no part of a sweep"));
  EXPECT_THAT(refused({folder_.file("part-1-of-2.csv")}), HasSubstr("cannot read"));
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/part_file.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/sweep/cell_run.h"
#include "tests/scenarios/campaign/sweep/tiny_sweep.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;

class PartFileTest : public ::testing::Test {
 protected:
  Result<PartFile> open(const Shard& shard = {}) {
    return PartFile::open(folder_.path(), plan_.header, shard);
  }
  std::string line(std::size_t cell) {
    SweepRow row = bare_row(plan_, cell);
    row.metrics.resize(plan_.header.metrics.size());
    return row_line(row);
  }
  std::string path() { return folder_.file("part-1-of-1.csv"); }
  void damage(const std::string& tail) {
    std::ofstream(path(), std::ios::app | std::ios::binary) << tail;
  }
  std::string text() {
    std::ostringstream out;
    out << std::ifstream(path(), std::ios::binary).rdbuf();
    return out.str();
  }

  TempDirectory folder_;
  SweepPlan plan_ = twelve_cells();
};

TEST_F(PartFileTest, KeepsWhatWasAppended) {
  {
    Result<PartFile> part = open();
    ASSERT_TRUE(part) << part.error().message;
    ASSERT_TRUE(part->append(5, line(5)));
    ASSERT_TRUE(part->append(2, line(2)));
  }
  const Result<PartFile> again = open();
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->rows(), (RowLines{{2, line(2)}, {5, line(5)}}));
  const PartContent content = read_part(path()).value();
  EXPECT_EQ(content.header, plan_.header);
  EXPECT_EQ(content.rows, again->rows());
}

TEST_F(PartFileTest, ATornLineIsNoCellAndIsDropped) {
  ASSERT_TRUE(open()->append(5, line(5)));
  const std::string before = text();
  damage(line(2).substr(0, 9));
  EXPECT_EQ(read_part(path())->rows.size(), 1U);
  Result<PartFile> part = open();
  EXPECT_EQ(part->rows().size(), 1U);
  EXPECT_EQ(text(), before);
  ASSERT_TRUE(part->append(2, line(2)));
  EXPECT_EQ(read_part(path())->rows.size(), 2U);
}

TEST_F(PartFileTest, AFileTornInItsHeaderBeginsAnew) {
  { ASSERT_TRUE(open()); }
  const std::string whole = text();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, whole.size() - 1}) {
    std::filesystem::resize_file(path(), size);
    ASSERT_TRUE(open()) << size;
    EXPECT_EQ(text(), whole);
  }
}

TEST_F(PartFileTest, AnotherSweepIsRefusedAndLeftAlone) {
  ASSERT_TRUE(open()->append(5, line(5)));
  const std::string before = text();
  plan_ = tiny_plan({"duration=1s,2s"});
  const auto other = open();
  ASSERT_FALSE(other);
  EXPECT_THAT(other.error().message, HasSubstr("belongs to another sweep"));
  EXPECT_EQ(text(), before);
}

TEST_F(PartFileTest, ASecondWriterIsRefused) {
  const auto first = open();
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().message, HasSubstr("another lastwrite is at work on it"));
}

TEST_F(PartFileTest, DamageIsNamed) {
  { ASSERT_TRUE(open()); }
  damage("nonsense\n");
  EXPECT_EQ(read_part(path()).error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(read_part(path()).error().message, HasSubstr("nonsense"));
  EXPECT_EQ(open().error().code, ErrorCode::kCorrupt);
}

TEST_F(PartFileTest, WhatIsNoNumberIsNamedWithItsLineAndColumn) {
  ASSERT_TRUE(open()->append(5, line(5)));
  SweepRow row = bare_row(plan_, 2);
  row.metrics.resize(plan_.header.metrics.size());
  row.metrics.front().value = std::nan("");
  damage(row_line(row) + "\n");
  EXPECT_THAT(read_part(path()).error().message,
              EndsWith(fmt::format("part-1-of-1.csv:4: 'nan' is no number for column {}",
                                   plan_.header.metrics.front())));
}

TEST_F(PartFileTest, ACellOfAnotherShardIsDamage) {
  ASSERT_TRUE(open()->append(5, line(5)));
  std::filesystem::rename(path(), folder_.file("part-1-of-2.csv"));
  EXPECT_THAT(read_part(folder_.file("part-1-of-2.csv")).error().message,
              HasSubstr("cell 5 is none of shard 1/2"));
}

TEST_F(PartFileTest, OneCellWithTwoResultsIsDamage) {
  ASSERT_TRUE(open()->append(5, line(5)));
  const std::string before = text();
  damage(line(5) + "\n");
  EXPECT_THAT(
      read_part(path()).error().message,
      AllOf(HasSubstr("part-1-of-1.csv:4: "), EndsWith("cell 5 stands there a second time")));
  std::ofstream(path(), std::ios::binary) << before;
  std::string other = line(5);
  other.replace(other.size() - 1, 1, "1");
  damage(other + "\n");
  EXPECT_THAT(read_part(path()).error().message, HasSubstr("with different numbers"));
}

TEST_F(PartFileTest, OtherFilesAreNoParts) {
  EXPECT_EQ(read_part(folder_.file("rows.csv")).error().code, ErrorCode::kUsage);
  EXPECT_EQ(read_part(folder_.file("part-9-of-8.csv")).error().code, ErrorCode::kUsage);
  EXPECT_EQ(read_part(folder_.file("part-1-of-8.csv")).error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/campaign/sweep/sweep_table.h"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/scenarios/campaign/sweep/tiny_sweep.h"

namespace lastwrite {
namespace {

TEST(SweepTable, FitsATerminalAndSaysWhatItLeavesOut) {
  const std::string text = sweep_table(twelve_cells_result(), 100);
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    EXPECT_LE(std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; }),
              100)
        << line;
  }
  EXPECT_NE(text.find("lost_update_rate"), std::string::npos);
  EXPECT_NE(text.find("In rows.csv as well: "), std::string::npos) << text;
  EXPECT_NE(text.find("Safe write rate for a LostUpdateRate of 5 %"), std::string::npos) << text;
}

TEST(SweepTable, SaysWhatAnOpenEndOfASafeRateMeans) {
  SweepResult result = twelve_cells_result();
  ASSERT_TRUE(result.safe);
  SafeRate rate;
  rate.settings = result.safe->rows.front().settings;
  rate.kind = SafeRateKind::kCrossing;
  rate.rate = 2;
  rate.low = 1;
  rate.high = 3;
  result.safe->rows = {rate};
  EXPECT_EQ(sweep_table(result, 100).find("?: "), std::string::npos);
  result.safe->rows.front().high.reset();
  EXPECT_NE(sweep_table(result, 100).find("?: that end of the 95 % interval"), std::string::npos);
}

}  // namespace
}  // namespace lastwrite

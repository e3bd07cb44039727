#include "scenarios/campaign/sweep/csv_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(CsvLine, PlainFieldsAreNotQuoted) {
  EXPECT_EQ(csv_line({"a", "", "1/s"}), "a,,1/s");
}

TEST(CsvLine, CommasAndQuotesAreQuoted) {
  const std::string expected = "\"f(a, b)\",\"say \"\"x\"\"\"";
  EXPECT_EQ(csv_line({"f(a, b)", "say \"x\""}), expected);
}

TEST(CsvLine, SplittingUndoesIt) {
  const std::vector<std::vector<std::string>> all = {
      {""}, {"", ""}, {"a", "b"}, {"f(a, b)", "\"", "\"\"", ",", "x y"}};
  for (const auto& fields : all) EXPECT_EQ(split_csv_line(csv_line(fields)), fields);
}

}  // namespace
}  // namespace lastwrite

#include "analysis/report/text_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using testing::HasSubstr;

std::size_t widest(const std::string& text) {
  std::size_t out = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out = std::max(out, display_width(line));
  return out;
}

TextTable with_name(const std::string& name) {
  TextTable table({{"name", Align::kLeft}, {"first\ncount"}, {"second"}});
  table.add({name, "12", "3456"});
  return table;
}

TEST(TextTable, GivesColumnsTheWidthOfTheirContent) {
  EXPECT_EQ(with_name("a").text(100),
            "      first\n"
            "name  count  second\n"
            "a        12    3456\n");
}

TEST(TextTable, SavesTheGapsFirst) {
  EXPECT_EQ(widest(with_name("0123456789").text(24)), 23U);
}

TEST(TextTable, ThenShortensNamesInTheMiddle) {
  const std::string text = with_name("region-number-0000000017").text(30);
  EXPECT_EQ(widest(text), 30U);
  EXPECT_THAT(text, HasSubstr("region-n…00000017"));
}

TEST(TextTable, LeavesEnoughOfANameAndKeepsCodePointsWhole) {
  const std::string text = with_name("ääääääääääääääääääääääää").text(10);
  EXPECT_THAT(text, HasSubstr("ääääää…äääää "));
}

}  // namespace
}  // namespace lastwrite

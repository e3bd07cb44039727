#include "region/base/printable.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Printable, EscapesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("a\x1b[31mred\x1b[0m"), "a\\x1b[31mred\\x1b[0m");
  EXPECT_EQ(printable("two\nlines\tand\r\x07\x7f"), "two\\nlines\\tand\\x0d\\x07\\x7f");
  EXPECT_EQ(printable("\xc2\x9b"
                      "31m"),
            "\\xc2\\x9b31m");
  EXPECT_EQ(printable(std::string_view("\0x", 2)), "\\x00x");
}

TEST(Printable, LeavesTextAsItIs) {
  for (const char* text : {"", "lost-counter", "größe – 東京 … 5 %", "\xc2\xa0"}) {
    EXPECT_EQ(printable(text), text);
    EXPECT_FALSE(has_control_character(text)) << text;
  }
}

TEST(Printable, EscapesBytesThatAreNoCharacter) {
  EXPECT_EQ(printable("\x9b"
                      "31mX\xff"),
            "\\x9b31mX\\xff");
  EXPECT_EQ(printable("gr\xc3"), "gr\\xc3");
  EXPECT_TRUE(has_control_character("a\x9b"));
}

TEST(Printable, KnowsWhatIsAllowed) {
  EXPECT_TRUE(has_control_character("a\nb"));
  EXPECT_FALSE(has_control_character("a\nb", "\n"));
  EXPECT_TRUE(has_control_character("a\nb\x1b", "\n"));
}

}  // namespace
}  // namespace lastwrite

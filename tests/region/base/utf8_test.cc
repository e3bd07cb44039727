#include "region/base/utf8.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(WholeCharacters, ACharacterIsTakenWholeOrNotAtAll) {
  EXPECT_EQ(whole_characters("abc", 2), "ab");
  EXPECT_EQ(whole_characters("a\xC3\xA4", 2), "a");
  EXPECT_EQ(whole_characters("a\xC3\xA4", 3), "a\xC3\xA4");
  EXPECT_EQ(whole_characters("\xF0\x9F\x98\x80!", 3), "\xF0\x9F\x98\x80");
}

TEST(WholeCharacters, TheFirstCharacterIsAlwaysTaken) {
  EXPECT_EQ(whole_characters("\xC3\xA4!", 1), "\xC3\xA4");
  EXPECT_EQ(whole_characters("", 1), "");
}

TEST(IsUtf8, KnowsCharactersOfEveryLengthAndNothingElse) {
  for (const char* text : {"", "a", "\xC3\xA4", "\xE6\x9D\xB1", "\xF0\x9F\x98\x80", "\xED\x9F\xBF",
                           "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_utf8(text)) << text;
  for (const char* text :
       {"\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE6\x9D", "\xFF",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98", "a\xC3z"})
    EXPECT_FALSE(is_utf8(text)) << text;
}

}  // namespace
}  // namespace lastwrite

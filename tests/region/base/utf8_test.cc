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

}  // namespace
}  // namespace lastwrite

#include "region/base/json_text.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(JsonText, EscapesWhatWouldEndItOrIsNoText) {
  EXPECT_EQ(json_text("a\"b\\c\n\t\x01"), R"("a\"b\\c\n\t\u0001")");
  EXPECT_EQ(json_text("grüße →"), "\"grüße →\"");
  EXPECT_EQ(json_text(std::string("a\0b", 3)), R"("a\u0000b")");
}

TEST(JsonText, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(json_text("a\xff"
                      "b"),
            "\"a\xEF\xBF\xBD"
            "b\"");
  EXPECT_EQ(json_text("\xc3"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(json_text("\xed\xa0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // a surrogate
  EXPECT_EQ(json_text("\xf0\x9f\x98\x80"), "\"\xf0\x9f\x98\x80\"");
}

}  // namespace
}  // namespace lastwrite

#include "tests/tidy/code_text.h"

#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

TEST(CodeOnly, BlanksCommentsAndKeepsTheLines) {
  EXPECT_EQ(code_only("a; // rand()\nb; /* x\ny */ c;"), "a;          \nb;     \n     c;");
}

TEST(CodeOnly, BlanksLiterals) {
  EXPECT_EQ(code_only("f(\"rand()\", 'x', \"a\\\"b\");"), "f(        ,    ,       );");
}

TEST(CodeOnly, BlanksRawLiteralsWithQuotesInside) {
  EXPECT_EQ(code_only("s = R\"x(a \" // b)x\" + c;"), "s = R" + std::string(14, ' ') + " + c;");
}

TEST(CodeOnly, DigitSeparatorsAreNoCharacters) {
  EXPECT_EQ(code_only("a = 1'000'000; b = rand();"), "a = 1'000'000; b = rand();");
}

TEST(CodeOnly, AnApostropheInACommentOpensNothing) {
  EXPECT_EQ(code_only("// the core's\nrand();"), "             \nrand();");
}

TEST(CodeOnly, SurvivesUnfinishedText) {
  EXPECT_EQ(code_only("\"abc"), "    ");
  EXPECT_EQ(code_only("/* abc"), "      ");
  EXPECT_EQ(code_only("R\"abc"), "R\"abc");
}

TEST(WithoutComments, KeepsLiterals) {
  EXPECT_EQ(without_comments("#include \"a//b.h\" // c"), "#include \"a//b.h\"     ");
}

TEST(LineAt, CountsFromOne) {
  EXPECT_EQ(line_at("a\nb", 0), 1);
  EXPECT_EQ(line_at("a\nb", 2), 2);
}

}  // namespace
}  // namespace lastwrite::tidy

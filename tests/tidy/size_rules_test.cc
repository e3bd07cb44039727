#include "tests/tidy/size_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kSizeTable = "sizes.txt";

std::string text_of(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) text += "x\n";
  return text;
}

TEST(Sizes, SourcesAndHeadersHaveTheirOwnLimits) {
  const SourceTree tree = {{"a/fits.cc", text_of(400)},
                           {"a/fits.h", text_of(200)},
                           {"a/long.cc", text_of(401)},
                           {"a/long.h", text_of(201)},
                           {"data.json", text_of(3000)}};
  EXPECT_THAT(texts(check_sizes(tree, kSizeTable)),
              ElementsAre("a/long.cc: 401 lines, at most 400", "a/long.h: 201 lines, at most 200"));
}

TEST(Sizes, ANamedExceptionMayBeLongerButNotAnyLonger) {
  const SourceTree tree = {{"a/long.cc", text_of(450)},
                           {"a/longer.cc", text_of(451)},
                           {kSizeTable, "a/long.cc 450 a table\na/longer.cc 450 another\n"}};
  EXPECT_THAT(texts(check_sizes(tree, kSizeTable)),
              ElementsAre("a/longer.cc: 451 lines, at most 450"));
}

TEST(Sizes, ExceptionsMustBeNeededAndGiveAReason) {
  const SourceTree tree = {
      {"a/short.cc", text_of(4)},
      {"a/long.cc", text_of(450)},
      {kSizeTable, "a/short.cc 450 once long\na/gone.cc 450 gone\na/long.cc 450\n"}};
  EXPECT_THAT(texts(check_sizes(tree, kSizeTable)),
              ElementsAre("sizes.txt:2: there is no a/gone.cc",
                          "sizes.txt:3: gives no reason for a/long.cc",
                          "sizes.txt:1: a/short.cc needs no exception any more"));
}

TEST(Columns, AreCountedInCharacters) {
  std::string wide;
  for (int i = 0; i < 110; ++i) wide += "→";
  const SourceTree tree = {{"a/fits.cc", wide + "\n"},
                           {"a/wide.cc", "x\n" + wide + "!\n"},
                           {"a/data.json", wide + wide + "\n"}};
  EXPECT_THAT(texts(check_columns(tree)), ElementsAre("a/wide.cc:2: 111 columns, at most 110"));
}

TEST(Columns, MarkdownTablesFencesAddressesAndShownCommandsAreFree) {
  const std::string wide(111, 'x');
  const SourceTree tree = {{"README.md", "| " + wide + "\n```\n" + wide + "\n```\nhttps://" + wide +
                                             "\n<!-- shown: " + wide + " -->\n" + wide + "\n"}};
  EXPECT_THAT(texts(check_columns(tree)), ElementsAre("README.md:7: 111 columns, at most 110"));
}

TEST(Characters, TabsAndMissingNewlinesAreFound) {
  const SourceTree tree = {{"a/a.cc", "x\n\ty\n"},
                           {"a/b.cc", "x"},
                           {"a/c.tsv", "x\ty\n"},
                           {"a/d.cc", "x\r\n"},
                           {"a/e.txt", ""}};
  EXPECT_THAT(texts(check_characters(tree)),
              ElementsAre("a/a.cc:2: holds a tab", "a/b.cc: ends without a newline",
                          "a/d.cc:1: ends with a carriage return"));
}

TEST(Readmes, EverySourceFolderHasAShortOne) {
  const SourceTree tree = {{"region/base/a.cc", "\n"},
                           {"region/value/a.h", "\n"},
                           {"region/engine/a.h", "\n"},
                           {"region/base/README.md", text_of(60)},
                           {"region/engine/README.md", text_of(61)},
                           {"tests/tidy/a.cc", "\n"}};
  EXPECT_THAT(texts(check_readmes(tree)),
              ElementsAre("region/engine/README.md: 61 lines, at most 60",
                          "region/value: has sources but no README.md"));
}

}  // namespace
}  // namespace lastwrite::tidy

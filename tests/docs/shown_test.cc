// Whatever a document shows of the program is what the program prints. With LASTWRITE_UPDATE_SHOWN
// set, the documents are written anew instead (`./dev lessons`).
#include "tests/docs/shown.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/docs/documents.h"

namespace lastwrite::docs {
namespace {

TEST(Shown, BlocksStandBetweenTheirComments) {
  const std::string page =
      "a `<!-- shown: no -->`\n<!-- shown: question x -->\nold\n<!-- end -->\nb `<!-- shown: no "
      "-->`\n";
  const auto blocks = shown_blocks(page);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].line, 2);
  EXPECT_EQ(blocks[0].what, "question x");
  EXPECT_EQ(blocks[0].text, "old\n");
  EXPECT_EQ(page.substr(blocks[0].begin, 3), "old");
}

TEST(Shown, SectionsAreTakenByNameAndOtherParagraphsByTheirBeginning) {
  const std::string output = "head\n\nStrategies\n  a  1\n\nFates of acknowledged writes\n  b  2\n";
  EXPECT_EQ(sections_of(output, "fates, strategies"), "  b  2\n\n  a  1");
  EXPECT_EQ(sections_of(output, "he"), "head");
  EXPECT_NE(sections_of(output, "lag").find("no part 'lag'"), std::string::npos);
}

TEST(Shown, APageThatIsOutOfDateIsMadeAnew) {
  const std::string page = "a\n<!-- shown: nonsense -->\nold\n<!-- end -->\nb\n";
  EXPECT_EQ(made_anew(page),
            "a\n<!-- shown: nonsense -->\n(nothing is known of 'nonsense')\n<!-- end -->\nb\n");
}

TEST(Shown, EveryDocumentShowsWhatTheProgramPrints) {
  const bool update = std::getenv("LASTWRITE_UPDATE_SHOWN") != nullptr;
  int blocks = 0;
  for (const auto& [path, text] : documents()) {
    for (const ShownBlock& block : shown_blocks(text)) {
      ++blocks;
      const std::string now = made(block.what);
      EXPECT_EQ(now.find("(the output has no part"), std::string::npos)
          << path << ":" << block.line << ": " << now;
      if (update) continue;
      EXPECT_EQ(block.text, now) << path << ":" << block.line
                                 << " is out of date: ./dev lessons writes it anew";
    }
    if (!update) continue;
    const std::string anew = made_anew(text);
    if (anew != text) std::ofstream(source_root() + "/" + path, std::ios::binary) << anew;
  }
  EXPECT_GE(blocks, 20);
}

}  // namespace
}  // namespace lastwrite::docs

#include "tests/docs/markdown.h"

#include <gtest/gtest.h>

#include "tests/docs/command_line.h"

namespace lastwrite::docs {
namespace {

constexpr const char* kText =
    "# The top\nSee [it](a/b.md#x) and `code [no](link)`.\n"
    "```yaml\nname: x\n[no](link)\n```\n## Exit codes, all!\n`two\nlines`\n";

TEST(Markdown, FindsFencedBlocksWithTheirLanguageAndLine) {
  const auto blocks = blocks_of(kText);
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].language, "yaml");
  EXPECT_EQ(blocks[0].line, 4);
  EXPECT_EQ(blocks[0].text, "name: x\n[no](link)\n");
}

TEST(Markdown, FindsLinksOutsideOfCode) {
  const auto links = link_targets(kText);
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].text, "a/b.md#x");
  EXPECT_EQ(links[0].line, 2);
}

TEST(Markdown, FindsCodeSpansAcrossLines) {
  const auto spans = code_spans(kText);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[1].text, "two lines");
  EXPECT_EQ(spans[1].line, 8);
}

TEST(Markdown, HeadingsGiveAnchors) {
  EXPECT_EQ(anchors_of(kText), (std::set<std::string>{"the-top", "exit-codes-all"}));
}

TEST(CommandLine, WordsAreThoseOfAShell) {
  const std::vector<std::string> words =
      shell_words("lastwrite run x --set 'faults=[{at: 4s}]'  # why");
  EXPECT_EQ(words,
            (std::vector<std::string>{"lastwrite", "run", "x", "--set", "faults=[{at: 4s}]"}));
}

TEST(CommandLine, ComplainsOfWhatIsNotThere) {
  EXPECT_EQ(complaint("lastwrite run lost-counter --seed 7"), "");
  EXPECT_EQ(complaint("lastwrite run lost-counter --sede 7"),
            "no option --sede in `lastwrite run --help`");
  EXPECT_EQ(complaint("lastwrite run lost-conter"), "no scenario lost-conter");
  EXPECT_EQ(complaint("lastwrite rin lost-counter"), "no command rin");
  EXPECT_NE(complaint("lastwrite run lost-counter --set network.latancy=1ms"), "");
}

}  // namespace
}  // namespace lastwrite::docs

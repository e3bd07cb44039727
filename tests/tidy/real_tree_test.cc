// The rules over this project's own tree. Each rule is a test, so that a failure names it.
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "tests/tidy/banned_tokens.h"
#include "tests/tidy/include_scanner.h"
#include "tests/tidy/layer_rules.h"
#include "tests/tidy/orphan_rules.h"
#include "tests/tidy/repository_rules.h"
#include "tests/tidy/size_rules.h"

namespace lastwrite::tidy {
namespace {

// One failure that lists all findings, a line for each.
void expect_none(const Findings& findings) {
  std::string all;
  for (const Finding& finding : findings) all += "\n  " + finding.text();
  if (!findings.empty()) ADD_FAILURE() << findings.size() << " findings:" << all;
}

class RealTree : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
    ASSERT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run this through ctest";
    tree() = load_source_tree(root);
    ASSERT_TRUE(tree().contains("region/base/result.h")) << root << " is not this project";
  }

  static SourceTree& tree() {
    static SourceTree tree;
    return tree;
  }

  static LayerTable layers() {
    Findings findings;
    LayerTable table =
        parse_layer_table("tests/tidy/layers.txt", tree().at("tests/tidy/layers.txt"), findings);
    expect_none(findings);
    return table;
  }
};

TEST_F(RealTree, FoldersIncludeOnlyWhatTheTableAllows) {
  expect_none(check_layers(tree(), layers()));
}
TEST_F(RealTree, HeavyLibrariesStayInTheirFiles) {
  expect_none(check_libraries(tree(), layers()));
}
TEST_F(RealTree, NothingIncludesItself) {
  expect_none(check_cycles(tree()));
}
TEST_F(RealTree, IncludesStartAtTheRootAndNameHeaders) {
  expect_none(check_include_style(tree()));
}
TEST_F(RealTree, FilesAreShort) {
  expect_none(check_sizes(tree(), "tests/tidy/sizes.txt"));
}
TEST_F(RealTree, LinesAreShort) {
  expect_none(check_columns(tree()));
}
TEST_F(RealTree, TextsEndWithANewlineAndHoldNoTab) {
  expect_none(check_characters(tree()));
}
TEST_F(RealTree, FoldersHaveAShortReadme) {
  expect_none(check_readmes(tree()));
}
TEST_F(RealTree, TheCoreIsSansIo) {
  expect_none(check_banned_tokens(tree()));
}
TEST_F(RealTree, EverySourceHasATest) {
  expect_none(check_untested(tree(), "tests/tidy/orphans.txt"));
}
TEST_F(RealTree, EveryMessageIsUsed) {
  expect_none(check_protos(tree()));
}
TEST_F(RealTree, NamesNoMachineAndNoRegistry) {
  expect_none(check_machine_paths(tree()));
}
TEST_F(RealTree, HasOnePackageList) {
  expect_none(check_package_list(tree(), ".ci/packages.txt"));
}

// A rule that looks at nothing would pass: the tree must have been read, and read as text with
// includes.
TEST_F(RealTree, IsAllThere) {
  EXPECT_GT(tree().size(), 50U);
  EXPECT_FALSE(scan_includes(tree().at("region/version/stamp.h")).empty());
  EXPECT_FALSE(layers().libraries.empty());
  EXPECT_TRUE(tree().contains("dev"));
}

}  // namespace
}  // namespace lastwrite::tidy

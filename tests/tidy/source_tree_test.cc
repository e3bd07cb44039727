#include "tests/tidy/source_tree.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::Key;

TEST(Matches, OneStarStopsAtASlash) {
  EXPECT_TRUE(matches("region/main/server.cc", "region/main/*.cc"));
  EXPECT_FALSE(matches("region/main/deep/server.cc", "region/main/*.cc"));
  EXPECT_FALSE(matches("region/main/server.h", "region/main/*.cc"));
  EXPECT_TRUE(matches("region/store/memory_store.cc", "region/store/memory*"));
}

TEST(Matches, TwoStarsDoNot) {
  EXPECT_TRUE(matches("region/base/ids.cc", "region/**.cc"));
  EXPECT_TRUE(matches("anything/at/all", "**"));
  EXPECT_FALSE(matches("regional/base/ids.cc", "region/**"));
}

TEST(Paths, AreTakenApart) {
  EXPECT_EQ(folder_of("region/base/time.h"), "region/base");
  EXPECT_EQ(folder_of("README.md"), "");
  EXPECT_EQ(stem_of("region/base/time.h"), "time");
}

TEST(Lines, KeepEmptyOnesAndNeedNoLastNewline) {
  EXPECT_THAT(lines_of("a\n\nb"), ElementsAre("a", "", "b"));
  EXPECT_THAT(lines_of("a\n"), ElementsAre("a"));
  EXPECT_THAT(lines_of(""), ElementsAre());
}

class LoadedTree : public ::testing::Test {
 protected:
  LoadedTree() {
    std::string name = (std::filesystem::temp_directory_path() / "tidy.XXXXXX").string();
    root_ = mkdtemp(name.data());
  }
  ~LoadedTree() override { std::filesystem::remove_all(root_); }

  void write(const std::string& path, const std::string& text) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

  std::filesystem::path root_;
};

TEST_F(LoadedTree, LeavesOutWhatGitIgnoresAndWhatIsNoText) {
  write(".gitignore", "/build/\nnode_modules/\n");
  write("build/x.cc", "x");
  write("web/node_modules/x.js", "x");
  write("region/build/x.cc", "x");
  write(".git/config", "x");
  write("picture.png", std::string("\0\1", 2));
  EXPECT_THAT(load_source_tree(root_.string()),
              ElementsAre(Key(".gitignore"), Key("region/build/x.cc")));
}

}  // namespace
}  // namespace lastwrite::tidy

#include "tests/tidy/repository_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MachinePaths, FoldersOfAMachineAndRegistriesAreFound) {
  const SourceTree tree = {{"dev", "cd /root/project\ncurl https://pypi.org/simple\n"},
                           {"README.md", "see `/home/me/x`\n"}};
  EXPECT_THAT(texts(check_machine_paths(tree)),
              ElementsAre("README.md:1: names a folder of one machine, /home/",
                          "dev:1: names a folder of one machine, /root/",
                          "dev:2: names the registry pypi.org"));
}

TEST(MachinePaths, TheSameWordsWithinAPathAreFine) {
  const SourceTree tree = {{"dev", "ls a/work/b ../root/x ${TMP}/home/y\n"}};
  EXPECT_THAT(texts(check_machine_paths(tree)), IsEmpty());
}

constexpr const char* kList = ".ci/packages.txt";
constexpr const char* kPackages = "g++\nlibone-dev  # the first\nlibtwo-dev\nlibthree-dev @lint\n";

TEST(PackageList, ASecondListIsFound) {
  const SourceTree tree = {{kList, kPackages},
                           {"README.md", "apt install libone-dev libtwo-dev libthree-dev\n"}};
  EXPECT_THAT(
      texts(check_package_list(tree, kList)),
      ElementsAre("README.md: names 3 packages of .ci/packages.txt: that list is the only one"));
}

TEST(PackageList, AMentionIsNoList) {
  const SourceTree tree = {{kList, kPackages},
                           {"README.md", "tl::expected is libone-dev; not libtwo-dev\n"}};
  EXPECT_THAT(texts(check_package_list(tree, kList)), IsEmpty());
}

TEST(PackageList, MustBeThere) {
  EXPECT_THAT(texts(check_package_list({}, kList)), ElementsAre(".ci/packages.txt: is not there"));
}

}  // namespace
}  // namespace lastwrite::tidy

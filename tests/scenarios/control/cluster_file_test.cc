#include "scenarios/control/cluster_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class ClusterFiles : public testing::Test {
 protected:
  ClusterFiles() { ::setenv("XDG_RUNTIME_DIR", directory_.path().c_str(), 1); }
  ~ClusterFiles() override { ::unsetenv("XDG_RUNTIME_DIR"); }

  static ClusterInfo info(int pid) { return {pid, "127.0.0.1:1", "secret", {"eu"}}; }

  TempDirectory directory_;
};

TEST_F(ClusterFiles, TheOnlyClusterIsFoundAndIsGoneWithItsFile) {
  {
    const auto file = ClusterFile::write(info(::getpid()));
    ASSERT_TRUE(file) << file.error().message;
    struct stat found {};
    ASSERT_EQ(::stat(file->path().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U) << "it holds the cluster's word";
    const auto cluster = find_cluster("");
    ASSERT_TRUE(cluster) << cluster.error().message;
    EXPECT_EQ(cluster->address, "127.0.0.1:1");
    EXPECT_EQ(cluster->token, "secret");
  }
  EXPECT_THAT(find_cluster("").error().message, HasSubstr("lastwrite up"));
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path()));
}

TEST_F(ClusterFiles, OfSeveralOneMustBeNamed) {
  const auto mine = ClusterFile::write(info(::getpid()));
  const auto parents = ClusterFile::write(info(::getppid()));
  EXPECT_THAT(find_cluster("").error().message, HasSubstr("--cluster " + mine->path()));
  EXPECT_TRUE(find_cluster(mine->path()));
}

TEST_F(ClusterFiles, WhatAKilledOneLeftIsNoCluster) {
  const auto mine = ClusterFile::write(info(::getpid()));
  const auto dead = ClusterFile::write(info(0x3ffffffe));
  EXPECT_TRUE(find_cluster(""));
  EXPECT_FALSE(std::filesystem::exists(dead->path()));
}

TEST_F(ClusterFiles, WhatIsNoClusterFileIsToldSo) {
  EXPECT_THAT(find_cluster("/nowhere").error().message, HasSubstr("no file of a cluster"));
  std::ofstream(directory_.file("bad")) << "[1, 2]";
  EXPECT_THAT(find_cluster(directory_.file("bad")).error().message, HasSubstr("no file of"));
}

}  // namespace
}  // namespace lastwrite

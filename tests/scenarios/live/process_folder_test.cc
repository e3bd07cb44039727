#include "scenarios/live/process_folder.h"

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr char kPrefix[] = "lastwrite-up-";

class ProcessFolders : public testing::Test {
 protected:
  // A number that no process has.
  static pid_t dead_process() {
    const pid_t pid = ::fork();
    if (pid == 0) ::_exit(0);
    ::waitpid(pid, nullptr, 0);
    return pid;
  }
  // A folder as a process leaves it that is killed.
  fs::path left_by(pid_t pid) {
    const fs::path folder = fs::path(parent_.path()) / (kPrefix + std::to_string(pid));
    fs::create_directories(folder / "trace");
    std::ofstream(folder / "process.lock").flush();
    std::ofstream(folder / "us-east-1.db") << "items";
    return folder;
  }
  void clean() { ProcessFolder::remove_abandoned(parent_.path(), kPrefix); }

  TempDirectory parent_;
};

TEST_F(ProcessFolders, GoWithTheirOwner) {
  fs::path path;
  {
    const auto folder = ProcessFolder::make(parent_.path(), kPrefix);
    ASSERT_TRUE(folder) << folder.error().message;
    path = folder->path();
    EXPECT_TRUE(fs::exists(path));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(ProcessFolders, ThatOfAKilledProcessIsRemovedByTheNext) {
  const fs::path folder = left_by(dead_process());
  clean();
  EXPECT_FALSE(fs::exists(folder));
}

TEST_F(ProcessFolders, ThatOfALivingProcessStays) {
  const auto own = ProcessFolder::make(parent_.path(), kPrefix);
  const fs::path parents = left_by(::getppid());
  clean();
  EXPECT_TRUE(fs::exists(own->path()));
  EXPECT_TRUE(fs::exists(parents / "us-east-1.db"));
}

// As that of a process in another container, whose number means nothing here.
TEST_F(ProcessFolders, OneThatIsLockedStaysWhateverItsNumber) {
  const fs::path folder = left_by(dead_process());
  const int lock = ::open((folder / "process.lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  clean();
  EXPECT_TRUE(fs::exists(folder / "us-east-1.db"));
  ::close(lock);
}

TEST_F(ProcessFolders, WhatOnlyLooksLikeOneStays) {
  const fs::path parent = parent_.path();
  const std::string number = std::to_string(dead_process());
  fs::create_directories(parent / "lastwrite-up-data");
  fs::create_directories(parent / (kPrefix + number + "0x"));
  fs::create_directories(parent / (kPrefix + number));  // without a lock
  fs::create_directories(parent / "kept");
  fs::create_directory_symlink(parent / "kept",
                               parent / (kPrefix + std::to_string(dead_process())));
  clean();
  EXPECT_EQ(std::distance(fs::directory_iterator(parent), fs::directory_iterator()), 5);
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/engine/folders.h"

#include <fstream>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(MakeUniqueFolder, CountsOnWhereTheNameIsTaken) {
  const TempDirectory directory;
  EXPECT_THAT(make_unique_folder(directory.file("a/b"), "x").value(), EndsWith("/a/b/x"));
  EXPECT_THAT(make_unique_folder(directory.file("a/b"), "x").value(), EndsWith("/a/b/x-2"));
  std::ofstream(directory.file("a/b/x-3"));
  EXPECT_THAT(make_unique_folder(directory.file("a/b"), "x").value(), EndsWith("/a/b/x-4"));
}

TEST(MakeUniqueFolder, GivesEachOfManyAtOnceItsOwn) {
  const TempDirectory directory;
  std::vector<std::string> made(16);
  std::vector<std::thread> threads;
  for (std::string& folder : made) {
    threads.emplace_back([&] { folder = make_unique_folder(directory.path(), "x").value_or(""); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set<std::string>(made.begin(), made.end()).size(), made.size());
}

TEST(MakeFolder, WhereNothingCanBeWrittenIsWrongUse) {
  const TempDirectory directory;
  std::ofstream(directory.file("file")) << "x";
  for (const std::string& path : {directory.file("file"), directory.file("file/below"),
                                  std::string("/proc/none"), std::string("/dev/null")}) {
    const Result<void> made = make_folder(path);
    ASSERT_FALSE(made) << path;
    EXPECT_EQ(made.error().code, ErrorCode::kUsage) << path;
    EXPECT_THAT(made.error().message, HasSubstr("cannot write into the folder " + path));
    EXPECT_FALSE(make_unique_folder(path, "x"));
  }
}

}  // namespace
}  // namespace lastwrite

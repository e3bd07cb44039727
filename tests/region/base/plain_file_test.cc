#include "region/base/plain_file.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

TEST(PlainFile, IsReadWhole) {
  const TempDirectory directory;
  std::ofstream(directory.file("a")) << "one\ntwo";
  std::ofstream(directory.file("empty"));
  EXPECT_EQ(read_plain_file(directory.file("a"), 7).value(), "one\ntwo");
  EXPECT_EQ(read_plain_file(directory.file("empty"), 7).value(), "");
}

TEST(PlainFile, OneThatIsTooLongIsRefused) {
  const TempDirectory directory;
  std::ofstream(directory.file("a")) << "one\ntwo";
  EXPECT_THAT(read_plain_file(directory.file("a"), 6).error().message,
              HasSubstr("7 bytes; at most 6 are read"));
}

TEST(PlainFile, DevicesPipesAndFoldersAreRefusedAtOnce) {
  const TempDirectory directory;
  ASSERT_EQ(::mkfifo(directory.file("pipe").c_str(), 0600), 0);
  for (const std::string& path : {std::string("/dev/zero"), directory.file("pipe"),
                                  directory.path().string(), directory.file("none")}) {
    const Result<std::string> read = read_plain_file(path, 1000);
    ASSERT_FALSE(read) << path;
    EXPECT_EQ(read.error().code, ErrorCode::kUsage);
    EXPECT_THAT(read.error().message, HasSubstr(path));
  }
}

}  // namespace
}  // namespace lastwrite

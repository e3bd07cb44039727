#include "tests/tidy/include_scanner.h"

#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

TEST(IncludeScanner, ReadsBothFormsWithTheirLines) {
  const auto found =
      scan_includes("#pragma once\n#include <string>\n  #  include \"region/base/ids.h\"\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path, "string");
  EXPECT_TRUE(found[0].angled);
  EXPECT_EQ(found[0].line, 2);
  EXPECT_EQ(found[1].path, "region/base/ids.h");
  EXPECT_FALSE(found[1].angled);
  EXPECT_EQ(found[1].line, 3);
}

TEST(IncludeScanner, IgnoresCommentsAndOtherDirectives) {
  EXPECT_TRUE(
      scan_includes("// #include <a>\n/*\n#include <b>\n*/\n#define include <c>\n").empty());
}

TEST(IncludeScanner, KnowsTheProjectsOwnFolders) {
  EXPECT_TRUE(is_project_path("proto/value.pb.h"));
  EXPECT_FALSE(is_project_path("boost/asio.hpp"));
}

}  // namespace
}  // namespace lastwrite::tidy

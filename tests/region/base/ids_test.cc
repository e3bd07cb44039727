#include "region/base/ids.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(RegionNames, AreLowerCaseLettersDigitsAndInnerHyphens) {
  for (const std::string& name :
       {std::string("eu-west-1"), std::string("a"), std::string("7"), std::string(64, 'x')}) {
    const auto parsed = parse_region_name(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_EQ(parsed->text, name);
  }
  for (const std::string& name :
       {std::string(), std::string("-a"), std::string("a-"), std::string("EU"), std::string("a b"),
        std::string("a/b"), std::string("a\0b", 3), std::string("é"), std::string(65, 'x')}) {
    const auto parsed = parse_region_name(name);
    ASSERT_FALSE(parsed) << name;
    EXPECT_EQ(parsed.error().code, ErrorCode::kUsage);
    EXPECT_THAT(parsed.error().message,
                testing::HasSubstr("is not a region name: use 1 to 64 lower-case letters"));
  }
}

TEST(TableNames, AreThreeTo255OfTheServicesCharacters) {
  for (const std::string& name :
       {std::string("abc"), std::string("Orders_2.x-y"), std::string(255, 'T')}) {
    const auto parsed = parse_table_name(name);
    ASSERT_TRUE(parsed) << name;
    EXPECT_EQ(parsed->text, name);
  }
  for (const std::string& name : {std::string(), std::string("ab"), std::string("a b c"),
                                  std::string("a/bc"), std::string("añb"), std::string(256, 'T')}) {
    const auto parsed = parse_table_name(name);
    ASSERT_FALSE(parsed) << name;
    EXPECT_EQ(parsed.error().code, ErrorCode::kValidation);
    EXPECT_THAT(parsed.error().message, testing::HasSubstr("must be 3 to 255 characters"));
  }
}

TEST(Names, CompareAsBytes) {
  EXPECT_LT(RegionName("ap-south-1"), RegionName("eu-west-1"));
  EXPECT_LT(TableName("Z"), TableName("a"));
  EXPECT_EQ(fmt::format("{:>4}", RegionName("a")), "   a");
}

}  // namespace
}  // namespace lastwrite

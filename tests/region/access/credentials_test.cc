#include "region/access/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(Credentials, EveryProfileOfAFileCounts) {
  const auto read = Credentials::parse(
      "# keys\n[one]\naws_access_key_id=A\naws_secret_access_key = s=1\nregion = x\n\n"
      "[two]\r\naws_secret_access_key=t\r\naws_access_key_id=B\r\n");
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_NE(read->secret_of("A"), nullptr);
  EXPECT_EQ(*read->secret_of("A"), "s=1");
  EXPECT_EQ(*read->secret_of("B"), "t");
  EXPECT_EQ(read->secret_of("C"), nullptr);
}

TEST(Credentials, WhatIsNoCredentialsFileIsToldWithItsLine) {
  const auto said = [](const char* text) { return Credentials::parse(text).error().message; };
  EXPECT_THAT(said(""), testing::HasSubstr("no aws_access_key_id"));
  EXPECT_THAT(said("[a]\nhello\n"), testing::HasSubstr("line 2: write NAME = VALUE"));
  EXPECT_THAT(said("[a]\naws_access_key_id=A\n[b]"), testing::HasSubstr("without the other"));
  EXPECT_EQ(Credentials::read("/nowhere/keys").error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace lastwrite

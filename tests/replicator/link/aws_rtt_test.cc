#include "replicator/link/aws_rtt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(AwsRtt, IsTheWholeFileWithItsSource) {
  const std::string text(aws_rtt_json());
  EXPECT_THAT(text, testing::StartsWith("{"));
  EXPECT_EQ(text[text.find_last_not_of(" \n")], '}');
  for (const char* part : {"\"source\"", "\"rtt_ms\"", "\"us-east-1\"", "\"eu-west-1\"",
                           "\"ap-northeast-1\"", "\"avg\""}) {
    EXPECT_THAT(text, testing::HasSubstr(part));
  }
}

}  // namespace
}  // namespace lastwrite

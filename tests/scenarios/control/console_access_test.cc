#include "scenarios/control/console_access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

HttpRequest with_headers(std::vector<std::pair<std::string, std::string>> headers) {
  return {"GET", "/status", std::move(headers), ""};
}

TEST(ConsoleAccess, EachClusterHasTwoWordsOfItsOwn) {
  const ConsoleAccess one;
  const ConsoleAccess other;
  EXPECT_NE(one.change(), one.look());
  EXPECT_NE(one.change(), other.change());
  EXPECT_EQ(one.change().size(), 32U);
  EXPECT_EQ(one.of(with_headers({{"x-lastwrite-token", one.change()}})), Access::kChange);
  EXPECT_EQ(one.of(with_headers({{"x-lastwrite-token", one.look()}})), Access::kLook);
  for (const std::string& word : {std::string(), std::string("guess"), other.change(),
                                  one.change() + "0", one.change().substr(1)})
    EXPECT_EQ(one.of(with_headers({{"x-lastwrite-token", word}})), Access::kNone) << word;
  EXPECT_EQ(one.of(with_headers({})), Access::kNone);
}

TEST(ConsoleAccess, ANameThatSomebodyElseMayPointHereIsRefused) {
  for (const char* host : {"127.0.0.1:8099", "localhost:1", "localhost", "[::1]:80", "10.1.2.3:80"})
    EXPECT_FALSE(ConsoleAccess::refusal(with_headers({{"host", host}}))) << host;
  for (const char* host : {"evil.example:8099", "localhost.evil.example", "127.0.0.1.evil.example",
                           "1270.0.1", "[evil]:80"}) {
    const auto why = ConsoleAccess::refusal(with_headers({{"host", host}}));
    ASSERT_TRUE(why) << host;
    EXPECT_THAT(*why, HasSubstr("IP address"));
  }
  EXPECT_FALSE(ConsoleAccess::refusal(with_headers({}))) << "no browser leaves it out";
}

TEST(ConsoleAccess, APageFromElsewhereIsRefused) {
  const auto refused = [](const std::string& origin) {
    return ConsoleAccess::refusal(with_headers({{"host", "127.0.0.1:8099"}, {"origin", origin}}))
        .has_value();
  };
  EXPECT_FALSE(refused("http://127.0.0.1:8099"));
  for (const char* origin : {"http://evil.example", "http://127.0.0.1:8100", "null",
                             "https://127.0.0.1:8099", "http://127.0.0.1:8099.evil.example"})
    EXPECT_TRUE(refused(origin)) << origin;
}

}  // namespace
}  // namespace lastwrite

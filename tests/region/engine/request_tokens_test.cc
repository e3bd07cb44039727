#include "region/engine/request_tokens.h"

#include <gtest/gtest.h>

#include "region/store/memory_store.h"

namespace lastwrite {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

TEST(RequestTokens, TellTheSameRequestFromAnotherOne) {
  MemoryStore store;
  RequestTokens tokens;
  ASSERT_TRUE(tokens.remember(store.facts(), "t", 7, WallTime{0}));
  EXPECT_EQ(tokens.find("t", 7, WallTime{kSecond}), true);
  EXPECT_EQ(tokens.find("u", 7, WallTime{kSecond}), false);
  const auto other = tokens.find("t", 8, WallTime{kSecond});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kIdempotentMismatch);
}

TEST(RequestTokens, AreForgottenAfterTenMinutes) {
  MemoryStore store;
  RequestTokens tokens;
  ASSERT_TRUE(tokens.remember(store.facts(), "old", 7, WallTime{0}));
  EXPECT_EQ(tokens.find("old", 8, WallTime{600 * kSecond}), false);
  ASSERT_TRUE(tokens.remember(store.facts(), "old", 8, WallTime{600 * kSecond}));
  ASSERT_TRUE(tokens.remember(store.facts(), "new", 9, WallTime{1199 * kSecond}));
  EXPECT_EQ(tokens.find("old", 8, WallTime{1199 * kSecond}), true);
  EXPECT_EQ(store.facts().list("token/")->size(), 2U);
  ASSERT_TRUE(tokens.remember(store.facts(), "last", 9, WallTime{1800 * kSecond}));
  EXPECT_EQ(store.facts().list("token/")->size(), 1U);
}

TEST(RequestTokens, SurviveARestart) {
  MemoryStore store;
  RequestTokens before;
  ASSERT_TRUE(before.remember(store.facts(), "a/b@c", 7, WallTime{5}));
  ASSERT_TRUE(store.commit());
  RequestTokens after;
  ASSERT_TRUE(after.load(store.facts()));
  EXPECT_EQ(after.find("a/b@c", 7, WallTime{6}), true);
}

}  // namespace
}  // namespace lastwrite

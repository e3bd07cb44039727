#include "region/store/faulty_store.h"

#include <gtest/gtest.h>

#include "region/store/memory_store.h"
#include "tests/region/store/store_samples.h"

namespace lastwrite {
namespace {

TEST(FaultyStore, FailsThePlannedCallAndOnlyThat) {
  MemoryStore memory;
  FaultyStore store(memory, {.fail_put = 2, .fail_append = 1});
  EXPECT_TRUE(store.items().put(kOrders, key_named("a"), stored("a")));
  const auto second = store.items().put(kOrders, key_named("b"), stored("b"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kIo);
  EXPECT_TRUE(store.items().put(kOrders, key_named("c"), stored("c")));
  EXPECT_FALSE(store.log().append(change(1)));
  EXPECT_TRUE(store.log().append(change(1)));
  EXPECT_EQ(memory.items().get(kOrders, key_named("b")).value(), std::nullopt);
}

TEST(FaultyStore, AFailedCommitIsTakenBackByRollback) {
  MemoryStore memory;
  FaultyStore store(memory, {.fail_commit = 1});
  ASSERT_TRUE(store.items().put(kOrders, key_named("a"), stored("a")));
  EXPECT_FALSE(store.commit());
  store.rollback();
  EXPECT_EQ(store.items().get(kOrders, key_named("a")).value(), std::nullopt);
  ASSERT_TRUE(store.items().put(kOrders, key_named("a"), stored("a")));
  EXPECT_TRUE(store.commit());
  store.rollback();
  EXPECT_EQ(store.items().get(kOrders, key_named("a")).value(), stored("a"));
}

TEST(FaultyStore, CountsCalls) {
  MemoryStore memory;
  FaultyStore store(memory);
  ASSERT_TRUE(store.items().put(kOrders, key_named("a"), stored("a")));
  ASSERT_TRUE(store.log().append(change(1)));
  ASSERT_TRUE(store.log().append(change(2)));
  ASSERT_TRUE(store.commit());
  EXPECT_EQ(store.counts().puts, 1U);
  EXPECT_EQ(store.counts().appends, 2U);
  EXPECT_EQ(store.counts().commits, 1U);
}

}  // namespace
}  // namespace lastwrite

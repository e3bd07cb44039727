#include "region/engine/new_history.h"

#include <gtest/gtest.h>

#include "region/base/system_clock.h"
#include "region/engine/cursors.h"
#include "region/engine/engine.h"
#include "region/store/memory_store.h"

namespace lastwrite {
namespace {

const RegionName kEu("eu-west-1"), kUs("us-east-1");

std::uint64_t generation_of(Store& store, const RegionName& region) {
  const SystemClock clock;
  NullObserver observer;
  const auto engine = Engine::open({region, StampRule::kWall, 7}, store, clock, observer);
  EXPECT_TRUE(engine) << engine.error().message;
  return engine ? (*engine)->generation() : 0;
}

TEST(NewHistory, TakesAnotherGenerationAndForgetsWhatItHadOfEachPeer) {
  MemoryStore store;
  EXPECT_EQ(generation_of(store, kEu), 7U);
  ASSERT_TRUE(write_cursor(store.facts(), kUs, {7, 120}));
  ASSERT_TRUE(store.commit());
  ASSERT_TRUE(begin_new_history(store, {kEu, {kUs}, 8}));
  store.rollback();
  EXPECT_EQ(generation_of(store, kEu), 8U);
  const ReplicationCursor forgotten{kForgottenGeneration, 0};
  EXPECT_EQ(read_cursor(store.facts(), kUs).value(), forgotten);
}

TEST(NewHistory, BeginsAlsoWhereNothingIsLeftOfTheStore) {
  MemoryStore store;
  ASSERT_TRUE(begin_new_history(store, {kEu, {kUs}, 8}));
  EXPECT_EQ(generation_of(store, kEu), 8U);
}

}  // namespace
}  // namespace lastwrite

#include "scenarios/experiment/key_mutexes.h"

#include <memory>

#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

// Places at one key, with a note of who was called.
struct Queue {
  std::unique_ptr<KeyMutexes::Place> enter(const std::string& who, const std::string& key = "k") {
    return std::make_unique<KeyMutexes::Place>(mutexes, key,
                                               [this, who] { called.push_back(who); });
  }

  ManualScheduler scheduler;
  KeyMutexes mutexes{scheduler};
  std::vector<std::string> called;
};

TEST(KeyMutexes, TheFirstHasItsTurnAtOnceAndIsNotCalled) {
  Queue queue;
  const auto a = queue.enter("a");
  EXPECT_TRUE(a->has_turn());
  queue.scheduler.run_for(1s);
  EXPECT_TRUE(queue.called.empty());
}

TEST(KeyMutexes, OthersComeInTheirOrderAndNeverInsideTheCallThatMakesRoom) {
  Queue queue;
  auto a = queue.enter("a");
  auto b = queue.enter("b");
  const auto c = queue.enter("c");
  a.reset();
  EXPECT_TRUE(queue.called.empty());
  queue.scheduler.run_for(0s);
  EXPECT_THAT(queue.called, ::testing::ElementsAre("b"));
  EXPECT_FALSE(c->has_turn());
  b.reset();
  queue.scheduler.run_for(0s);
  EXPECT_THAT(queue.called, ::testing::ElementsAre("b", "c"));
}

TEST(KeyMutexes, WhoLeavesTheQueueIsNotCalledAndHoldsNobodyUp) {
  Queue queue;
  auto a = queue.enter("a");
  auto b = queue.enter("b");
  auto c = queue.enter("c");
  const auto d = queue.enter("d");
  c.reset();
  a.reset();
  b.reset();  // its turn, but not yet told
  queue.scheduler.run_for(0s);
  EXPECT_THAT(queue.called, ::testing::ElementsAre("d"));
  EXPECT_TRUE(d->has_turn());
}

TEST(KeyMutexes, KeysDoNotWaitForOneAnother) {
  Queue queue;
  const auto a = queue.enter("a");
  EXPECT_TRUE(queue.enter("b", "other")->has_turn());
}

}  // namespace
}  // namespace lastwrite

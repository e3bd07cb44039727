// Turns of operations: one commit each, replies after it, and nothing left of a turn that fails.
#include "region/engine/group_commit.h"

#include <gtest/gtest.h>

#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/store/faulty_store.h"
#include "region/store/memory_store.h"
#include "tests/region/store/store_samples.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/recording_observer.h"

namespace lastwrite {
namespace {

const KeySchema kSchema{.partition = {"orderId", KeyType::kString}, .sort = std::nullopt};

class GroupCommitTest : public testing::Test {
 protected:
  GroupCommitTest() {
    engine_ = Engine::open({kEurope, StampRule::kWall, 7}, store_, scheduler_, observer_).value();
    commits_ = std::make_unique<GroupCommit>(scheduler_, *engine_,
                                             [this] { events_.push_back("commit"); });
    create(kOrders);
    scheduler_.run_for(0ms);
    EXPECT_EQ(take_events(), (std::vector<std::string>{"commit", "created"}));
  }

  void create(const TableName& name) {
    commits_->submit<TableDescription>(
        [=, this] {
          return engine_->catalog().create(store_.facts(), {name, kSchema});
        },
        [this](const Result<TableDescription>& result) { note("created", result); });
  }
  void put(const std::string& id, std::optional<Condition> condition = {}) {
    commits_->submit<WriteOutput>(
        [=, this] {
          return put_item(*engine_, {kOrders, Item{{"orderId", String(id)}}, condition});
        },
        [=, this](const Result<WriteOutput>& result) { note("put " + id, result); });
  }
  void remove(const std::string& id) {
    commits_->submit<WriteOutput>(
        [=, this] {
          return delete_item(*engine_, {kOrders, Item{{"orderId", String(id)}}});
        },
        [=, this](const Result<WriteOutput>& result) { note("delete " + id, result); });
  }
  void get(const std::string& id) {
    commits_->submit<GetItemOutput>(
        [=, this] {
          return get_item(*engine_, {kOrders, Item{{"orderId", String(id)}}});
        },
        [=, this](const Result<GetItemOutput>& result) {
          note(result && result->item ? "found " + id : "missing " + id, result);
        });
  }
  static Condition impossible() { return Condition::exists(attribute("nothing has this")); }

  template <typename T>
  void note(const std::string& what, const Result<T>& result) {
    events_.push_back(result ? what : std::string(traits(result.error().code).wire_name));
    commits_at_reply_ = store_.counts().commits;
  }
  std::vector<std::string> take_events() { return std::exchange(events_, {}); }
  std::size_t items() { return memory_.items().scan(kOrders, std::nullopt, 10'000)->size(); }
  std::uint64_t commits() const { return store_.counts().commits; }

  ManualScheduler scheduler_;
  MemoryStore memory_;
  FaultyStore store_{memory_};
  RecordingObserver observer_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<GroupCommit> commits_;
  std::vector<std::string> events_;
  std::uint64_t commits_at_reply_ = 0;
};

using Events = std::vector<std::string>;

TEST_F(GroupCommitTest, NothingRunsInsideSubmit) {
  put("a");
  EXPECT_EQ(engine_->head(), 0U);
  EXPECT_TRUE(events_.empty());
}

TEST_F(GroupCommitTest, ATurnSharesOneCommitAndRepliesInOrderAfterIt) {
  const std::uint64_t before = commits();
  put("a");
  put("a", impossible());
  get("a");
  remove("b");
  get("b");
  scheduler_.run_for(0ms);
  EXPECT_EQ(commits(), before + 1);
  EXPECT_EQ(commits_at_reply_, before + 1);
  EXPECT_EQ(take_events(), (Events{"commit", "put a", "ConditionalCheckFailedException", "found a",
                                   "delete b", "missing b"}));
  EXPECT_EQ(observer_.accepts_flushed, 2U) << "the trace was handed over before the commit";
}

TEST_F(GroupCommitTest, ADefiniteFailureLeavesTheRestOfTheTurnStanding) {
  put("a");
  commits_->submit<void>([]() -> Result<void> { return fail(ErrorCode::kValidation, "no"); },
                         [this](const Result<void>& result) { note("?", result); });
  put("b");
  scheduler_.run_for(0ms);
  EXPECT_EQ(take_events(), (Events{"commit", "put a", "ValidationException", "put b"}));
  EXPECT_EQ(items(), 2U);
}

TEST_F(GroupCommitTest, AFailedCommitIsToldToEveryoneOfTheTurnAndLeavesNothing) {
  put("before");
  scheduler_.run_for(0ms);
  take_events();
  store_.set_plan({.fail_commit = commits() + 1});
  put("a");
  remove("b");
  create(TableName("Fresh"));
  get("before");
  put("a", impossible());
  scheduler_.run_for(0ms);
  EXPECT_EQ(take_events(),
            (Events{"commit", "InternalServerError", "InternalServerError", "InternalServerError",
                    "InternalServerError", "InternalServerError"}));
  EXPECT_EQ(items(), 1U);
  EXPECT_EQ(engine_->head(), 1U);
  EXPECT_EQ(engine_->catalog().names(), std::vector<TableName>{kOrders});
  EXPECT_EQ(engine_->tombstones().size(), 0U);
  EXPECT_EQ(memory_.log().head(kEurope).value(), 1U);
}

TEST_F(GroupCommitTest, AStoreThatFailsUnderOneOperationCondemnsItsTurn) {
  const FaultCounts counts = store_.counts();
  for (const FaultPlan& plan :
       {FaultPlan{.fail_put = counts.puts + 2}, FaultPlan{.fail_append = counts.appends + 2}}) {
    store_.set_plan(plan);
    put("a");
    put("b");
    put("c");
    scheduler_.run_for(0ms);
    EXPECT_EQ(take_events(), (Events{"commit", "InternalServerError", "InternalServerError",
                                     "InternalServerError"}));
    EXPECT_EQ(items(), 0U);
    EXPECT_EQ(engine_->head(), 0U);
    store_.set_plan({});
  }
}

TEST_F(GroupCommitTest, TheTurnAfterAFailedOneGoesOnWithoutAGap) {
  put("a");
  scheduler_.run_for(0ms);
  store_.set_plan({.fail_commit = commits() + 1});
  put("b");
  scheduler_.run_for(0ms);
  put("c");
  scheduler_.run_for(0ms);
  const auto log = memory_.log().read(kEurope, 0, 10, SIZE_MAX).value();
  ASSERT_EQ(log.size(), 2U);
  EXPECT_EQ(log[1].sequence, 2U);
  EXPECT_EQ(key_text(kSchema, log[1].key), "c");
}

TEST_F(GroupCommitTest, TheFailedTurnsStampsAreNotGivenAgain) {
  store_.set_plan({.fail_commit = commits() + 1});
  put("a");
  scheduler_.run_for(0ms);
  put("a");
  scheduler_.run_for(0ms);
  ASSERT_EQ(observer_.accepts.size(), 2U);
  EXPECT_NE(observer_.accepts[0].record.stamp, observer_.accepts[1].record.stamp);
}

TEST_F(GroupCommitTest, ACommitDelayHoldsRepliesAndTheTurnsBehindThem) {
  commits_->set_commit_delay(100ms);
  put("a");
  scheduler_.run_for(0ms);
  EXPECT_EQ(items(), 1U) << "the commit itself is done: what is held back is its telling";
  put("b");
  scheduler_.run_for(99ms);
  EXPECT_TRUE(events_.empty());
  EXPECT_EQ(items(), 1U);
  scheduler_.run_for(1ms);
  EXPECT_EQ(take_events(), (Events{"commit", "put a"}));
  scheduler_.run_for(100ms);
  EXPECT_EQ(take_events(), (Events{"commit", "put b"}));
}

TEST_F(GroupCommitTest, WhatAReplySubmitsRunsInALaterTurn) {
  const std::uint64_t before = commits();
  commits_->submit<void>([]() -> Result<void> { return {}; },
                         [this](const Result<void>&) {
                           events_.push_back("outer");
                           put("inner");
                         });
  put("a");
  scheduler_.run_for(0ms);
  EXPECT_EQ(take_events(), (Events{"commit", "outer", "put a", "commit", "put inner"}));
  EXPECT_EQ(commits(), before + 2);
}

TEST_F(GroupCommitTest, ALongQueueIsCutIntoTurns) {
  const std::uint64_t before = commits();
  for (int i = 0; i < 1200; ++i) put(std::to_string(i));
  scheduler_.run_for(0ms);
  EXPECT_EQ(commits(), before + 3);
  EXPECT_EQ(items(), 1200U);
  Events events = take_events();
  std::erase(events, "commit");
  ASSERT_EQ(events.size(), 1200U);
  for (int i = 0; i < 1200; ++i)
    ASSERT_EQ(events[static_cast<std::size_t>(i)], "put " + std::to_string(i));
}

TEST_F(GroupCommitTest, DestroyedWithQueuedJobsItRunsAndRepliesNothing) {
  put("a");
  commits_.reset();
  scheduler_.run_for(1s);
  EXPECT_TRUE(events_.empty());
  EXPECT_EQ(items(), 0U);
}

TEST_F(GroupCommitTest, DestroyedWhileADelayHoldsRepliesItRepliesNothing) {
  commits_->set_commit_delay(100ms);
  put("a");
  scheduler_.run_for(1ms);
  commits_.reset();
  scheduler_.run_for(1s);
  EXPECT_TRUE(events_.empty());
  EXPECT_EQ(items(), 1U) << "committed: the client only never hears of it";
}

}  // namespace
}  // namespace lastwrite

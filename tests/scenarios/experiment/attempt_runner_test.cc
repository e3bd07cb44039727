#include "scenarios/experiment/attempt_runner.h"

#include "proto/trace.pb.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/strategy/registry.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

class OnlyReads final : public Strategy {
 public:
  std::span<const Step> steps() const override { return kOne; }
  WriteRequest write(const Attempt&, const GetItemOutput&) const override {
    ADD_FAILURE() << "asked for a write";
    return PutItemInput{};
  }

 private:
  static constexpr std::array kOne = {Step::kRead};
};

// What was asked and answered, in order: "put lock#k", "ok", "failed!" (the task is done).
class Notes final : public DriverTrace {
 public:
  void write(const v1::TraceEvent& event) override {
    if (event.has_invoke()) {
      const v1::Invoke& invoke = event.invoke();
      lines.push_back(invoke.kind() + " " + invoke.key() + (invoke.bookkeeping() ? " (own)" : ""));
    }
    if (!event.has_complete()) return;
    const bool ok = event.complete().outcome() == v1::Complete::OK;
    const bool failed = event.complete().outcome() == v1::Complete::FAILED;
    lines.push_back(std::string(ok       ? "ok"
                                : failed ? "failed"
                                         : "unknown") +
                    (event.complete().task_done() ? "!" : ""));
  }
  Result<void> flush() override { return {}; }

  std::vector<std::string> lines;
};

// One region and the means to run attempts of one strategy on its key "k".
struct Bench {
  explicit Bench(std::unique_ptr<Strategy> chosen) : strategy(std::move(chosen)) {}
  explicit Bench(const StrategySpec& spec)
      : Bench(make_strategy(spec, load().regions, load().table.key)) {}

  static Scenario load() {
    return *load_scenario_text(
        "name: one\nregions: [a]\ntable: {name: Orders, key: {orderId: S}}\n"
        "workload: {}\nstrategies: [blind-put]\nduration: 1s\n",
        "one.yaml", {});
  }
  TaskPlan plan(const std::string& token) const {
    TaskPlan plan{.intended = {}, .attempt = {}, .think = Random(1), .backoff = Random(2)};
    plan.attempt.table = scenario.table.name;
    plan.attempt.key = {{"orderId", "k"}};
    plan.attempt.key_text = "k";
    plan.attempt.client_region = RegionName("a");
    plan.attempt.increment = 1;
    plan.attempt.token = token;
    return plan;
  }
  AttemptRunner runner(TaskPlan& plan) {
    return {environment, plan, [this](AttemptRunner::Ending ending) { endings.push_back(ending); }};
  }

  ManualScheduler scheduler;
  Scenario scenario = load();
  FakeCluster cluster{scheduler, scenario};
  Notes trace;
  Recorder recorder{scheduler, trace, "chosen", scenario.table.name};
  LinkTable links{scenario.links};
  ClientNetwork network{cluster, links, scheduler, 1s, Random(3)};
  KeyMutexes mutexes{scheduler};
  std::unique_ptr<Strategy> strategy;
  TaskEnvironment environment{scheduler,     scheduler, recorder,           network,
                              mutexes,       *strategy, scenario.table.key, scenario.workload,
                              scenario.retry};
  std::vector<AttemptRunner::Ending> endings;
};

using Ending = AttemptRunner::Ending;
using ::testing::ElementsAre;

TEST(AttemptRunner, ALeaseIsTakenBeforeTheReadAndGivenBackAfterTheWrite) {
  Bench bench({.kind = StrategyKind::kLockThenWrite});
  TaskPlan plan = bench.plan("t1");
  AttemptRunner attempt = bench.runner(plan);
  attempt.begin();
  bench.scheduler.run_for(1s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("put lock#k (own)", "ok", "get k", "ok", "put k",
                                             "ok!", "delete lock#k (own)", "ok"));
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kAcknowledged));
}

TEST(AttemptRunner, ALeaseOfAnotherTaskIsWaitedForAndNotGivenBack) {
  Bench bench({.kind = StrategyKind::kLockThenWrite});
  TaskPlan holder = bench.plan("t1");
  holder.attempt.now = bench.scheduler.wall_now();
  bench.cluster.client(RegionName("a"))
      .put_item(bench.strategy->lease(holder.attempt)->take, [](const Result<WriteOutput>&) {});
  bench.scheduler.run_for(10ms);
  TaskPlan plan = bench.plan("t2");
  AttemptRunner attempt = bench.runner(plan);
  attempt.begin();
  bench.scheduler.run_for(1s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("put lock#k (own)", "failed"));
  attempt.begin();
  attempt.last_call();
  bench.scheduler.run_for(2s);
  EXPECT_EQ(bench.trace.lines.back(), "failed!");
  attempt.begin();  // by now the lease has run out
  bench.scheduler.run_for(1s);
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kAgain, Ending::kOver, Ending::kAcknowledged));
}

TEST(AttemptRunner, ALeaseIsGivenBackWhenTheOutcomeOfItsWriteIsUnknown) {
  Bench bench({.kind = StrategyKind::kLockThenWrite});
  TaskPlan plan = bench.plan("t1");
  AttemptRunner attempt = bench.runner(plan);
  attempt.begin();
  bench.scheduler.run_for(2500us);  // the lease and the read take 1 ms each
  bench.cluster.crash(RegionName("a"));
  bench.scheduler.run_for(3s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("put lock#k (own)", "ok", "get k", "ok", "put k",
                                             "unknown!", "delete lock#k (own)", "unknown"));
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kOver));
}

TEST(AttemptRunner, TheMutexIsHeldUntilTheWriteIsAnswered) {
  Bench bench({.kind = StrategyKind::kLockThenWrite, .lock = LockKind::kPerfect});
  TaskPlan first_plan = bench.plan("t1");
  TaskPlan second_plan = bench.plan("t2");
  AttemptRunner first = bench.runner(first_plan);
  AttemptRunner second = bench.runner(second_plan);
  first.begin();
  second.begin();
  bench.scheduler.run_for(1s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("lock k (own)", "ok", "get k", "lock k (own)", "ok",
                                             "put k", "ok!", "ok", "get k", "ok", "put k", "ok!"));
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kAcknowledged, Ending::kAcknowledged));
}

TEST(AttemptRunner, AfterTheLastCallNothingWaitsForAMutex) {
  Bench bench({.kind = StrategyKind::kLockThenWrite, .lock = LockKind::kPerfect});
  const KeyMutexes::Place other(bench.mutexes, "k", [] {});
  TaskPlan plan = bench.plan("t1");
  AttemptRunner attempt = bench.runner(plan);
  attempt.begin();
  bench.scheduler.run_for(1s);
  attempt.last_call();
  EXPECT_TRUE(bench.endings.empty());
  bench.scheduler.run_for(0s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("lock k (own)", "failed!"));
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kOver));
}

TEST(AttemptRunner, StepsMayEndWithARead) {
  Bench bench(std::make_unique<OnlyReads>());
  TaskPlan plan = bench.plan("t1");
  AttemptRunner attempt = bench.runner(plan);
  attempt.begin();
  bench.scheduler.run_for(1s);
  EXPECT_THAT(bench.trace.lines, ElementsAre("get k", "ok!"));
  EXPECT_THAT(bench.endings, ElementsAre(Ending::kOver));
}

}  // namespace
}  // namespace lastwrite

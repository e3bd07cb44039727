#include "scenarios/experiment/experiment.h"

#include <algorithm>
#include <map>
#include <set>

#include "proto/trace.pb.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

constexpr const char* kBase = R"yaml(name: demo
regions: [us-east-1, eu-west-1, ap-northeast-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 40ms, pipeline: 200ms}
workload: {clients_per_region: 3, arrivals: poisson(10/s), keys: uniform(5), think_time: 5ms}
strategies: [blind-put]
duration: 6s
quiesce_timeout: 5s
)yaml";

class MemoryTrace final : public DriverTrace {
 public:
  void write(const v1::TraceEvent& event) override { events.push_back(event); }
  Result<void> flush() override { return {}; }

  std::vector<v1::TraceEvent> events;
};

// One run over a fake cluster in virtual time.
struct ExperimentBench {
  explicit ExperimentBench(const std::string& strategy, const std::string& more = "",
                           std::uint64_t seed = 1, const std::vector<std::string>& sets = {})
      : scenario(load(strategy, more, seed, sets)),
        cluster(scheduler, scenario),
        experiment(scenario, scenario.strategies[0], {scheduler, scheduler, cluster, trace},
                   {.on_progress = [this](const Progress& p) { progress.push_back(p); },
                    .on_done = [this](const ExperimentOutcome& o) { outcomes.push_back(o); }}) {
    experiment.start();
  }

  static Scenario load(const std::string& strategy, const std::string& more, std::uint64_t seed,
                       const std::vector<std::string>& sets = {}) {
    Result<Scenario> loaded = load_scenario_text(
        kBase + more, "demo.yaml", {.sets = sets, .strategies = {strategy}, .seed = seed});
    EXPECT_TRUE(loaded) << loaded.error().message;
    return *std::move(loaded);
  }

  ExperimentOutcome finish() {
    scheduler.run_for(60s);
    EXPECT_EQ(outcomes.size(), 1u);
    return outcomes.at(0);
  }

  template <typename Select>
  auto all(Select select) const {
    std::vector<std::remove_cvref_t<decltype(select(trace.events[0]))>> out;
    for (const v1::TraceEvent& event : trace.events) {
      if (auto found = select(event); found != nullptr) out.push_back(found);
    }
    return out;
  }
  std::vector<const v1::Invoke*> invokes() const {
    return all([](const v1::TraceEvent& e) { return e.has_invoke() ? &e.invoke() : nullptr; });
  }
  std::vector<const v1::Complete*> completes() const {
    return all([](const v1::TraceEvent& e) { return e.has_complete() ? &e.complete() : nullptr; });
  }
  std::vector<const v1::Final*> finals() const {
    return all([](const v1::TraceEvent& e) { return e.has_final() ? &e.final() : nullptr; });
  }
  std::vector<const v1::Quiesce*> quiesces() const {
    return all([](const v1::TraceEvent& e) { return e.has_quiesce() ? &e.quiesce() : nullptr; });
  }
  std::vector<std::string> phases() const {
    std::vector<std::string> names;
    for (const v1::TraceEvent& e : trace.events) {
      if (e.has_phase()) names.push_back(e.phase().name());
    }
    return names;
  }
  std::vector<std::string> faults() const {
    std::vector<std::string> out;
    for (const v1::TraceEvent& e : trace.events) {
      if (e.has_fault()) out.push_back((e.fault().begins() ? "+" : "-") + e.fault().description());
    }
    return out;
  }
  std::int64_t acknowledged() const {
    std::map<std::uint64_t, const v1::Invoke*> by_operation;
    for (const v1::Invoke* i : invokes()) by_operation[i->operation()] = i;
    std::int64_t sum = 0;
    for (const v1::Complete* c : completes()) {
      if (c->outcome() == v1::Complete::OK) sum += by_operation.at(c->operation())->increment();
    }
    return sum;
  }
  std::int64_t counted(const std::string& region) const {
    std::int64_t sum = 0;
    for (const v1::Final* f : finals()) {
      if (f->region() == region) sum += f->counter();
    }
    return sum;
  }

  ManualScheduler scheduler;
  Scenario scenario;
  FakeCluster cluster;
  MemoryTrace trace;
  std::vector<Progress> progress;
  std::vector<ExperimentOutcome> outcomes;
  Experiment experiment;
};

constexpr const char* kPartition =
    "faults: [{at: 2s, for: 2s, partition: [[eu-west-1], [us-east-1, ap-northeast-1]]}]\n";

TEST(Experiment, GoesThroughItsPhasesInOrder) {
  ExperimentBench bench("blind-put");
  const ExperimentOutcome outcome = bench.finish();
  EXPECT_TRUE(outcome.quiesced);
  EXPECT_FALSE(outcome.error);
  EXPECT_THAT(bench.phases(),
              ::testing::ElementsAre("warm-up", "measure", "heal", "quiesce", "final", "done"));
  EXPECT_EQ(bench.progress.back().phase, "done");
  for (std::size_t i = 1; i < bench.progress.size(); ++i) {
    EXPECT_GE(bench.progress[i].fraction, bench.progress[i - 1].fraction);
  }
}

TEST(Experiment, EveryRequestIsAnsweredAndEveryTaskEndsOnce) {
  for (const char* strategy :
       {"blind-put", "read-modify-write", "version-check", "version-check-etag", "atomic-add",
        "home-region", "crdt-counter", "append-only", "lock-then-write"}) {
    SCOPED_TRACE(strategy);
    ExperimentBench bench(strategy, kPartition);
    EXPECT_TRUE(bench.finish().quiesced);
    std::map<std::uint64_t, std::uint64_t> task_of;
    std::map<std::uint64_t, int> ends;
    for (const v1::Invoke* i : bench.invokes()) {
      task_of[i->operation()] = i->task();
      ends[i->task()];
    }
    EXPECT_EQ(bench.completes().size(), bench.invokes().size());
    for (const v1::Complete* c : bench.completes())
      ends[task_of.at(c->operation())] += c->task_done();
    EXPECT_GT(ends.size(), 300u);
    for (const auto& [task, count] : ends) EXPECT_EQ(count, 1) << "task " << task;
  }
}

TEST(Experiment, AfterQuiesceAllRegionsHoldTheSame) {
  ExperimentBench bench("version-check", kPartition);
  EXPECT_TRUE(bench.finish().quiesced);
  std::map<std::string, std::set<std::uint64_t>> hashes;
  for (const v1::Final* f : bench.finals()) hashes[f->key()].insert(f->value_hash());
  EXPECT_EQ(hashes.size(), 5u);
  EXPECT_EQ(bench.finals().size(), 15u);
  for (const auto& [key, seen] : hashes) EXPECT_EQ(seen.size(), 1u) << key;
  EXPECT_THAT(bench.faults(),
              ::testing::ElementsAre("+partition eu-west-1 | us-east-1, ap-northeast-1",
                                     "-partition eu-west-1 | us-east-1, ap-northeast-1"));
}

TEST(Experiment, AHomeRegionLosesNoIncrementAndALocalCheckDoes) {
  ExperimentBench home("home-region");
  home.finish();
  EXPECT_GT(home.acknowledged(), 100);
  EXPECT_EQ(home.counted("us-east-1"), home.acknowledged());
  ExperimentBench local("version-check");
  local.finish();
  EXPECT_LT(local.counted("us-east-1"), local.acknowledged());
}

TEST(Experiment, TheStrategyChangesNeitherArrivalsNorKeys) {
  using Start = std::pair<std::int64_t, std::string>;
  const auto starts = [](const char* strategy) {
    ExperimentBench bench(strategy);
    bench.finish();
    std::map<std::string, Start> by_token;
    for (const v1::Invoke* i : bench.invokes()) {
      if (!i->token().empty()) by_token[i->token()] = {i->intended_ns(), i->key()};
    }
    return by_token;
  };
  const auto blind = starts("blind-put");
  EXPECT_GT(blind.size(), 300u);
  EXPECT_EQ(blind, starts("atomic-add"));
  EXPECT_EQ(blind, starts("version-check"));
}

TEST(Experiment, PlainReadsTakeThePlaceOfTasksAndChangeNothingElse) {
  using Start = std::pair<std::int64_t, std::string>;
  const auto writes = [](const ExperimentBench& bench) {
    std::map<std::string, Start> by_token;
    for (const v1::Invoke* i : bench.invokes()) {
      if (!i->token().empty()) by_token[i->token()] = {i->intended_ns(), i->key()};
    }
    return by_token;
  };
  ExperimentBench without("blind-put");
  without.finish();
  ExperimentBench with("blind-put", "", 1, {"workload.reads=30%"});
  with.finish();
  const auto all = writes(without);
  const auto some = writes(with);
  EXPECT_TRUE(std::includes(all.begin(), all.end(), some.begin(), some.end()));
  EXPECT_NEAR(static_cast<double>(some.size()), 0.7 * static_cast<double>(all.size()),
              0.1 * static_cast<double>(all.size()));
  std::set<std::uint64_t> gets;
  for (const v1::Invoke* i : with.invokes()) {
    if (i->kind() == "get") gets.insert(i->operation());
  }
  EXPECT_EQ(gets.size() + some.size(), all.size());
  for (const v1::Complete* c : with.completes()) {
    EXPECT_TRUE(c->task_done() || gets.count(c->operation()) == 0);
  }
}

TEST(Experiment, RoamingSessionsVisitAllRegionsUnlessTheStrategyFixesOne) {
  const auto regions_by_session = [](const char* strategy, const char* sessions) {
    ExperimentBench bench(strategy, "", 1, {std::string("workload.sessions=") + sessions});
    bench.finish();
    std::map<std::uint32_t, std::set<std::string>> out;
    for (const v1::Invoke* i : bench.invokes()) out[i->session()].insert(i->target_region());
    std::size_t most = 0;
    for (const auto& [session, regions] : out) most = std::max(most, regions.size());
    return most;
  };
  EXPECT_EQ(regions_by_session("blind-put", "sticky"), 1u);
  EXPECT_EQ(regions_by_session("blind-put", "roaming"), 3u);
  ExperimentBench home("home-region", "", 1, {"workload.sessions=roaming"});
  home.finish();
  std::map<std::string, std::set<std::string>> homes;
  for (const v1::Invoke* i : home.invokes()) homes[i->key()].insert(i->target_region());
  for (const auto& [key, regions] : homes) EXPECT_EQ(regions.size(), 1u) << key;
}

TEST(Experiment, TheSameSeedGivesTheSameTrace) {
  const auto bytes = [](std::uint64_t seed) {
    ExperimentBench bench("version-check", kPartition, seed);
    bench.finish();
    std::string all;
    for (const v1::TraceEvent& event : bench.trace.events) all += event.SerializeAsString();
    return all;
  };
  EXPECT_EQ(bytes(3), bytes(3));
  EXPECT_NE(bytes(3), bytes(4));
}

TEST(Experiment, AWriteSaysFromWhichVersionItWasComputed) {
  ExperimentBench bench("version-check");
  bench.finish();
  std::map<std::uint64_t, const v1::Invoke*> last_read;  // by task
  std::map<std::uint64_t, v1::Stamp> read_version;
  std::map<std::uint64_t, std::uint64_t> task_of;
  for (const v1::TraceEvent& e : bench.trace.events) {
    if (e.has_invoke()) task_of[e.invoke().operation()] = e.invoke().task();
    if (e.has_complete() && e.complete().has_version()) {
      read_version[task_of.at(e.complete().operation())] = e.complete().version();
    }
    if (!e.has_invoke() || e.invoke().kind() != "put") continue;
    EXPECT_TRUE(e.invoke().derived());
    const auto read = read_version.find(e.invoke().task());
    ASSERT_EQ(e.invoke().has_base(), read != read_version.end());
    if (e.invoke().has_base()) {
      EXPECT_EQ(e.invoke().base().SerializeAsString(), read->second.SerializeAsString());
    }
  }
}

TEST(Experiment, ABlindPutAndAnAddHaveNoBase) {
  for (const char* strategy : {"blind-put", "atomic-add"}) {
    ExperimentBench bench(strategy);
    bench.finish();
    for (const v1::Invoke* i : bench.invokes()) {
      EXPECT_FALSE(i->has_base());
      EXPECT_FALSE(i->derived());
    }
  }
}

TEST(Experiment, AKilledRegionComesBackWithItsSettings) {
  ExperimentBench bench("blind-put",
                        "clocks: {eu-west-1: {offset: 30ms}}\n"
                        "faults: [{at: 1s, for: 2s, kill: eu-west-1}]\n");
  const ExperimentOutcome outcome = bench.finish();
  EXPECT_TRUE(outcome.quiesced);
  EXPECT_TRUE(outcome.lost.empty());
  const auto& orders = bench.cluster.orders;
  const auto restarted = std::find(orders.begin(), orders.end(), "restart eu-west-1");
  ASSERT_NE(restarted, orders.end());
  EXPECT_NE(std::find(restarted, orders.end(), "clock eu-west-1 30ms"), orders.end());
  EXPECT_NE(std::find(restarted, orders.end(), "link eu-west-1 us-east-1"), orders.end());
  EXPECT_EQ(bench.finals().size(), 15u);
}

TEST(Experiment, ARegionKilledForGoodIsMissingButTheOthersQuiesce) {
  ExperimentBench bench("blind-put", "faults: [{at: 1s, kill: eu-west-1}]\n");
  const ExperimentOutcome outcome = bench.finish();
  EXPECT_TRUE(outcome.quiesced);
  EXPECT_TRUE(outcome.lost.empty());
  EXPECT_THAT(outcome.dead, ::testing::ElementsAre(RegionName("eu-west-1")));
  ASSERT_EQ(bench.quiesces().size(), 1u);
  EXPECT_TRUE(bench.quiesces()[0]->reached());
  EXPECT_THAT(bench.quiesces()[0]->missing_regions(), ::testing::ElementsAre("eu-west-1"));
  EXPECT_EQ(bench.finals().size(), 10u);
}

TEST(Experiment, ARegionLostWithoutAFaultEndsTheRunUnquiesced) {
  ExperimentBench bench("blind-put");
  bench.scheduler.run_for(3s);
  bench.cluster.crash(RegionName("ap-northeast-1"));
  bench.scheduler.run_for(3s);
  ASSERT_EQ(bench.outcomes.size(), 1u);
  EXPECT_FALSE(bench.outcomes[0].quiesced);
  EXPECT_THAT(bench.outcomes[0].lost, ::testing::ElementsAre(RegionName("ap-northeast-1")));
  ASSERT_EQ(bench.quiesces().size(), 1u);
  EXPECT_FALSE(bench.quiesces()[0]->reached());
  EXPECT_EQ(bench.phases().back(), "done");
}

TEST(Experiment, StopEndsTheRunAtOnceAndTellsOnce) {
  ExperimentBench bench("version-check");
  bench.scheduler.run_for(3s);
  bench.experiment.stop();
  EXPECT_TRUE(bench.outcomes.empty());
  bench.experiment.stop();
  bench.scheduler.run_for(0s);
  ASSERT_EQ(bench.outcomes.size(), 1u);
  EXPECT_TRUE(bench.outcomes[0].stopped);
  const std::size_t events = bench.trace.events.size();
  bench.scheduler.run_for(60s);
  EXPECT_EQ(bench.trace.events.size(), events);
  EXPECT_EQ(bench.outcomes.size(), 1u);
}

TEST(Experiment, MayBeDestroyedInTheMiddle) {
  ManualScheduler scheduler;
  const Scenario scenario = ExperimentBench::load("home-region", kPartition, 1);
  FakeCluster cluster(scheduler, scenario);
  MemoryTrace trace;
  auto experiment = std::make_unique<Experiment>(
      scenario, scenario.strategies[0], ExperimentRuntime{scheduler, scheduler, cluster, trace},
      ExperimentCallbacks{});
  experiment->start();
  scheduler.run_for(4s);
  experiment.reset();
  const std::size_t events = trace.events.size();
  scheduler.run_for(10s);
  EXPECT_EQ(trace.events.size(), events);
}

TEST(Experiment, AnUnknownOutcomeOfAWriteIsNotTriedAgain) {
  ExperimentBench bench("home-region", "request_timeout: 60ms\n");  // the round trip is 80 ms
  bench.finish();
  std::map<std::uint64_t, const v1::Invoke*> by_operation;
  for (const v1::Invoke* i : bench.invokes()) by_operation[i->operation()] = i;
  int unknown_reads = 0;
  for (const v1::Complete* c : bench.completes()) {
    if (c->outcome() != v1::Complete::UNKNOWN) continue;
    const v1::Invoke* invoke = by_operation.at(c->operation());
    EXPECT_EQ(c->error(), "timeout");
    if (invoke->kind() == "get") ++unknown_reads;
    EXPECT_TRUE(invoke->kind() == "get" || c->task_done());
  }
  EXPECT_GT(unknown_reads, 0);
}

TEST(Experiment, AClosedLoopHasOneTaskPerClientAtATime) {
  ManualScheduler scheduler;
  Scenario scenario = ExperimentBench::load("version-check", "", 1);
  scenario.workload.arrivals = {
      .kind = ArrivalSpec::Kind::kClosed, .per_second = 0, .pause = Distribution::fixed(20ms)};
  FakeCluster cluster(scheduler, scenario);
  MemoryTrace trace;
  Experiment experiment(scenario, scenario.strategies[0], {scheduler, scheduler, cluster, trace},
                        {});
  experiment.start();
  scheduler.run_for(60s);
  std::map<std::uint32_t, std::uint64_t> tasks_of_session;
  for (const v1::TraceEvent& e : trace.events) {
    if (!e.has_invoke()) continue;
    std::uint64_t& task = tasks_of_session[e.invoke().session()];
    EXPECT_GE(e.invoke().task(), task);
    task = e.invoke().task();
  }
  EXPECT_EQ(tasks_of_session.size(), 9u);
}

}  // namespace
}  // namespace lastwrite

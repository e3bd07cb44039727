#include "scenarios/fault/fault_schedule.h"

#include "scenarios/engine/scenario_loader.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

constexpr const char* kBase = R"yaml(name: demo
regions: [a, b, c]
table: {name: Orders, key: {orderId: S}}
network: {latency: 10ms}
clocks: {a: {offset: 5ms}}
workload: {}
strategies: [blind-put]
duration: 20s
faults:
)yaml";

// Faults on their own, over a cluster in memory.
struct Bench {
  explicit Bench(const std::string& faults)
      : scenario(*load_scenario_text(kBase + faults, "demo.yaml", {})),
        cluster(scheduler, scenario),
        links(scenario.links),
        roster(scenario.regions),
        controls(scenario, {cluster, links, roster, scheduler},
                 [this](const Error& e) { problems.push_back(e); }),
        schedule(scenario, scheduler, controls, [this](const FaultSpec& fault, bool begins) {
          told.push_back((begins ? "+" : "-") + describe(fault));
        }) {
    controls.send_all();
    scheduler.run_for(100ms);
    schedule.start();
  }

  bool heal() {
    bool healed = false;
    schedule.heal([&healed] { healed = true; });
    scheduler.run_for(1s);
    return healed;
  }

  ManualScheduler scheduler;
  Scenario scenario;
  FakeCluster cluster;
  LinkTable links;
  RegionRoster roster;
  std::vector<Error> problems;
  std::vector<std::string> told;
  FaultControls controls;
  FaultSchedule schedule;
};

const RegionName kA("a"), kB("b"), kC("c");

TEST(FaultSchedule, APartitionCutsBothWaysBetweenItsGroupsAndEndsInTime) {
  Bench bench("  - {at: 1s, for: 2s, partition: [[a], [b]]}\n");
  bench.scheduler.run_for(1500ms);
  EXPECT_TRUE(bench.cluster.link(kA, kB).partitioned);
  EXPECT_TRUE(bench.cluster.link(kB, kA).partitioned);
  EXPECT_FALSE(bench.cluster.link(kA, kC).partitioned);
  bench.scheduler.run_for(2s);
  EXPECT_FALSE(bench.cluster.link(kA, kB).partitioned);
  EXPECT_THAT(bench.told, ::testing::ElementsAre("+partition a | b", "-partition a | b"));
}

TEST(FaultSchedule, AOneWayPartitionLeavesTheOtherDirection) {
  Bench bench("  - {at: 1s, partition: {from: a, to: '*'}}\n");
  bench.scheduler.run_for(2s);
  EXPECT_TRUE(bench.cluster.link(kA, kB).partitioned);
  EXPECT_TRUE(bench.cluster.link(kA, kC).partitioned);
  EXPECT_FALSE(bench.cluster.link(kB, kA).partitioned);
}

TEST(FaultSchedule, AnIsolatedRegionIsCutFromAllOthersWhichKeepTheirLinks) {
  Bench bench("  - {at: 1s, partition: isolate b}\n");
  bench.scheduler.run_for(2s);
  for (const RegionName& other : {kA, kC}) {
    EXPECT_TRUE(bench.cluster.link(kB, other).partitioned);
    EXPECT_TRUE(bench.cluster.link(other, kB).partitioned);
  }
  EXPECT_FALSE(bench.cluster.link(kA, kC).partitioned);
  EXPECT_THAT(bench.told, ::testing::ElementsAre("+partition b | a, c"));
}

TEST(FaultSchedule, AUniformPartitionTellsTheSidesThatItDrew) {
  Bench bench("  - {at: 1s, for: 2s, partition: {uniform: true}}\n");
  bench.scheduler.run_for(1500ms);
  ASSERT_EQ(bench.told.size(), 1u);
  EXPECT_THAT(bench.told[0],
              ::testing::AllOf(::testing::StartsWith("+partition "), ::testing::HasSubstr(" | ")));
  int cut = 0;
  for (const LinkPair& pair : bench.links.matching({})) {
    cut += static_cast<int>(bench.cluster.link(pair.first, pair.second).partitioned);
  }
  EXPECT_EQ(cut, 4) << "one region against two, both ways";
  EXPECT_TRUE(bench.heal());
  EXPECT_EQ(bench.links.now(kA, kB), bench.scenario.link(kA, kB));
}

TEST(FaultSchedule, AFlapComesAndGoesUntilItEnds) {
  Bench bench("  - {at: 1s, for: 2s, flap: {partition: isolate a, up: 500ms, down: 300ms}}\n");
  std::vector<bool> cut;
  for (int i = 0; i < 16; ++i) {  // 50 ms, 250 ms … after the start of `measure`
    bench.scheduler.run_for(i == 0 ? 50ms : 200ms);
    cut.push_back(bench.cluster.link(kA, kB).partitioned);
  }
  const std::vector<bool> expected = {false, false, false, false, false, true, true, false,
                                      false, true,  true,  false, false, true, true, false};
  EXPECT_EQ(cut, expected);
  EXPECT_THAT(bench.told,
              ::testing::ElementsAre("+flap, 300ms down, 500ms up: partition a | b, c",
                                     "-flap, 300ms down, 500ms up: partition a | b, c"));
}

TEST(FaultSchedule, AFlapOfOneDirectionLeavesTheOther) {
  Bench bench("  - {at: 1s, flap: {partition: {from: a, to: b}, up: 500ms, down: 300ms}}\n");
  bench.scheduler.run_for(1100ms);
  EXPECT_TRUE(bench.cluster.link(kA, kB).partitioned);
  EXPECT_FALSE(bench.cluster.link(kB, kA).partitioned);
  EXPECT_TRUE(bench.heal());
  bench.scheduler.run_for(5s);
  EXPECT_FALSE(bench.cluster.link(kA, kB).partitioned);
}

TEST(FaultSchedule, NothingComesBackAfterACancel) {
  Bench bench(
      "  - {at: 1s, flap: {partition: isolate a, up: 500ms, down: 300ms}}\n"
      "  - {at: 1s, clog: all}\n");
  bench.scheduler.run_for(2s);
  bench.schedule.cancel();
  const std::size_t orders = bench.cluster.orders.size();
  bench.scheduler.run_for(10s);
  EXPECT_EQ(bench.cluster.orders.size(), orders);
}

TEST(FaultSchedule, ClogPausesEveryLinkAndReleasesAllInItsSpan) {
  Bench bench("  - {at: 1s, for: 12s, clog: all}\n");
  const auto paused = [&bench] {
    int count = 0;
    for (const LinkPair& pair : bench.links.matching({})) {
      count += static_cast<int>(bench.links.now(pair.first, pair.second).paused);
    }
    return count;
  };
  std::vector<int> counts;
  bench.scheduler.run_for(500ms);
  for (int second = 0; second < 14; ++second) {
    counts.push_back(paused());
    bench.scheduler.run_for(1s);
  }
  EXPECT_EQ(counts, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1, 0, 0}));
  EXPECT_THAT(bench.told[0],
              ::testing::AllOf(::testing::HasSubstr("+clog "), ::testing::HasSubstr("; release ")));
}

TEST(FaultSchedule, OverlappingFaultsOfALinkLeaveItAsItWas) {
  Bench bench(
      "  - {at: 1s, for: 3s, link: {from: a, to: b, latency: 1s}}\n"
      "  - {at: 2s, for: 3s, pause: a}\n"
      "  - {at: 2s, for: 1s, loss: {from: a, to: b, rate: 5%}}\n");
  bench.scheduler.run_for(2500ms);
  EXPECT_TRUE(bench.cluster.link(kA, kB).paused);
  EXPECT_TRUE(bench.cluster.link(kC, kA).paused);
  EXPECT_EQ(bench.cluster.link(kA, kB).loss_ppm, 50'000u);
  EXPECT_EQ(bench.cluster.link(kA, kB).latency.minimum(), Duration(1s));
  bench.scheduler.run_for(2s);
  EXPECT_TRUE(bench.cluster.link(kA, kB).paused);
  EXPECT_EQ(bench.cluster.link(kA, kB).latency.minimum(), Duration(10ms));
  bench.scheduler.run_for(2s);
  EXPECT_EQ(bench.cluster.link(kA, kB), bench.scenario.link(kA, kB));
}

TEST(FaultSchedule, ClockFaultsGoBackToTheScenario) {
  Bench bench(
      "  - {at: 1s, for: 2s, clock: {region: a, step: -1s}}\n"
      "  - {at: 2s, for: 3s, clock: {region: a, offset: 7s}}\n");
  bench.scheduler.run_for(1500ms);
  EXPECT_EQ(bench.cluster.clock_offset(kA), Duration(5ms - 1s));
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.cluster.clock_offset(kA), Duration(7s - 1s));
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.cluster.clock_offset(kA), Duration(7s));
  bench.scheduler.run_for(2s);
  EXPECT_EQ(bench.cluster.clock_offset(kA), Duration(5ms));
}

TEST(FaultSchedule, AClockThatSwingsOrIsNoisyIsSynchronisedAtTheEnd) {
  Bench bench(
      "  - {at: 1s, for: 3s, clock: {region: a, periodic: {amplitude: 500ms, period: 10s}}}\n"
      "  - {at: 2s, for: 1s, clock: {region: a, noisy: {sd: 5ms}}}\n");
  bench.scheduler.run_for(1500ms);
  EXPECT_EQ(bench.cluster.clock_skew(kA), (ClockSkew{.offset = 5ms, .periodic = {500ms, 10s}}));
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.cluster.clock_skew(kA),
            (ClockSkew{.offset = 5ms, .periodic = {500ms, 10s}, .noise_sd = 5ms}));
  bench.scheduler.run_for(2s);
  EXPECT_EQ(bench.cluster.clock_skew(kA), (ClockSkew{.offset = 5ms}));
}

TEST(FaultSchedule, APowerCutIsAskedForAsSuchAndEndsWithARestart) {
  Bench bench(
      "  - {at: 1s, for: 2s, kill: {region: a, lose_unsynced: true}}\n"
      "  - {at: 1s, for: 5s, slow_disk: {region: a, delay: 20ms}}\n");
  bench.scheduler.run_for(2s);
  EXPECT_THAT(bench.cluster.orders, ::testing::Contains("power-cut a"));
  EXPECT_THAT(bench.told, ::testing::Contains("+power cut of a"));
  bench.scheduler.run_for(2s);
  EXPECT_TRUE(bench.roster.is_live(kA));
  EXPECT_EQ(bench.cluster.commit_delay(kA), Duration(20ms)) << "the disk is as slow as before";
}

TEST(FaultSchedule, TheLongestOfSeveralDiskDelaysCounts) {
  Bench bench(
      "  - {at: 1s, for: 3s, slow_disk: {region: b, delay: 20ms}}\n"
      "  - {at: 2s, for: 1s, slow_disk: {region: b, delay: 50ms}}\n");
  bench.scheduler.run_for(2500ms);
  EXPECT_EQ(bench.cluster.commit_delay(kB), Duration(50ms));
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.cluster.commit_delay(kB), Duration(20ms));
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.cluster.commit_delay(kB), Duration(0));
}

TEST(FaultSchedule, HealEndsEverythingAndRestartsWhatWasToComeBack) {
  Bench bench(
      "  - {at: 1s, for: 15s, kill: a}\n"
      "  - {at: 1s, kill: b}\n"
      "  - {at: 1s, link: {from: b, to: c, jitter: 5ms}}\n"
      "  - {at: 19s, kill: c}\n");
  bench.scheduler.run_for(2s);
  EXPECT_FALSE(bench.roster.is_live(kA));
  EXPECT_TRUE(bench.heal());
  EXPECT_TRUE(bench.roster.is_live(kA));
  EXPECT_EQ(bench.roster.condition(kB), RegionCondition::kDown);
  EXPECT_EQ(bench.links.now(kB, kC).jitter, Duration(0));
  bench.scheduler.run_for(30s);
  EXPECT_TRUE(bench.roster.is_live(kC));
  EXPECT_TRUE(bench.problems.empty());
}

TEST(FaultSchedule, ARegionThatIsHealedWhileDyingStartsOnlyOnceItIsDead) {
  Bench bench("  - {at: 1s, for: 5s, kill: a}\n");
  bench.scheduler.run_for(1s);  // the kill has not been answered yet
  EXPECT_TRUE(bench.heal());
  EXPECT_TRUE(bench.roster.is_live(kA));
}

TEST(FaultSchedule, ARefusalOfALiveRegionIsAProblemAndOneOfADeadRegionIsNot) {
  Bench bench(
      "  - {at: 1s, for: 5s, kill: a}\n"
      "  - {at: 2s, for: 1s, slow_disk: {region: a, delay: 5ms}}\n"
      "  - {at: 3s, for: 1s, slow_disk: {region: b, delay: 5ms}}\n");
  bench.scheduler.run_for(2500ms);
  EXPECT_TRUE(bench.problems.empty());
  bench.cluster.crash(kB);
  bench.scheduler.run_for(1s);
  EXPECT_EQ(bench.problems.size(), 1u);
}

}  // namespace
}  // namespace lastwrite

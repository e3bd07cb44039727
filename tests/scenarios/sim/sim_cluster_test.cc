// Simulated regions as a runner sees them: states, faults, requests to regions that are gone.
#include "scenarios/sim/sim_cluster.h"

#include <gtest/gtest.h>

#include "scenarios/sim/sim_region.h"

namespace lastwrite {
namespace {

const RegionName kA("a-1");
const RegionName kB("b-1");
const TableName kTable("Orders");

Scenario two_regions() {
  Scenario scenario;
  scenario.regions = {kA, kB};
  scenario.table = {kTable, {.partition = {"id", KeyType::kString}, .sort = std::nullopt}};
  LinkSpec link;
  link.latency = Distribution::fixed(40ms);
  scenario.links = {{{kA, kB}, link}, {{kB, kA}, link}};
  return scenario;
}

class SimClusterTest : public testing::Test {
 protected:
  SimClusterTest() {
    EXPECT_TRUE(cluster_.start());
    cluster_.create_table({kTable, scenario_.table.key}, expect_ok());
    for (const auto& [ends, link] : scenario_.links) {
      cluster_.set_link(ends.first, ends.second, link, expect_ok());
    }
    run_for(1ms);
  }
  void run_for(Duration span) {
    bool over = false;
    scheduler_.call_after(span, [&] { over = true; });
    while (!over) scheduler_.run_one();
  }
  Reply<void> expect_ok() {
    return [](const Result<void>& result) { EXPECT_TRUE(result) << result.error().message; };
  }
  std::optional<Result<WriteOutput>> put(const RegionName& at) {
    std::optional<Result<WriteOutput>> answer;
    cluster_.client(at).put_item({kTable, Item{{"id", String("x")}}},
                                 [&](Result<WriteOutput> result) { answer = std::move(result); });
    EXPECT_FALSE(answer) << "answered inside the call";
    run_for(2 * kLocalHop + 1us);
    return answer;
  }
  RegionState state(const RegionName& at) {
    RegionState out;
    cluster_.state(at, [&](Result<RegionState> result) { out = result.value(); });
    run_for(0ms);
    return out;
  }

  const Scenario scenario_ = two_regions();
  SimScheduler scheduler_;
  SimTrace trace_{nullptr};
  LoopbackNetwork network_{scheduler_};
  const SimSeams seams_;
  const SimSetting setting_{scenario_, {}, seams_, scheduler_, network_, trace_};
  SimCluster cluster_{setting_};
};

TEST_F(SimClusterTest, AWriteArrivesAfterTheLinksLatencyAndNotBefore) {
  ASSERT_TRUE(put(kA).value());
  EXPECT_EQ(state(kA).peers.at(0).outstanding_records, 1U);
  run_for(39ms);
  EXPECT_EQ(state(kB).peers.at(0).applied, 0U);
  run_for(1ms);
  EXPECT_EQ(state(kB).peers.at(0).applied, 1U);
  run_for(40ms);
  EXPECT_EQ(state(kA).peers.at(0).outstanding_records, 0U) << "the acknowledgement takes 40 ms too";
}

TEST_F(SimClusterTest, BothRegionsListTheSameVersions) {
  const Stamp written = put(kA).value()->version;
  run_for(50ms);
  for (const RegionName& region : {kA, kB}) {
    std::vector<HeldVersion> held;
    cluster_.versions(region, kTable,
                      [&](Result<std::vector<HeldVersion>> result) { held = result.value(); });
    run_for(0ms);
    ASSERT_EQ(held.size(), 1U);
    EXPECT_EQ(held[0].key, "x");
    EXPECT_EQ(held[0].version, written);
  }
}

TEST_F(SimClusterTest, AKilledRegionAnswersNothingAndKeepsWhatItCommitted) {
  ASSERT_TRUE(put(kA).value());
  cluster_.kill(kA, CrashMode::kProcess, expect_ok());
  const auto refused = put(kA);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->error().code, ErrorCode::kUnavailable);
  cluster_.restart(kA, expect_ok());
  run_for(SimCluster::kBootTime + 1ms);
  EXPECT_EQ(state(kA).head, 1U);
  run_for(100ms);
  EXPECT_EQ(state(kB).peers.at(0).applied, 1U) << "what was under way is sent again";
}

TEST_F(SimClusterTest, ARequestUnderWayInAKilledRegionIsAnsweredAsUnknown) {
  cluster_.set_commit_delay(kA, 50ms, expect_ok());
  std::optional<Result<WriteOutput>> answer;
  cluster_.client(kA).put_item({kTable, Item{{"id", String("y")}}},
                               [&](Result<WriteOutput> result) { answer = std::move(result); });
  run_for(10ms);
  EXPECT_FALSE(answer);
  cluster_.kill(kA, CrashMode::kProcess, expect_ok());
  run_for(1ms);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error().code, ErrorCode::kUnavailable);
  EXPECT_FALSE(traits(answer->error().code).definite);
}

TEST_F(SimClusterTest, ClocksAreSetAndSteppedInTheirRegionAlone) {
  cluster_.set_clock(kB, {.offset = 30ms}, expect_ok());
  cluster_.step_clock(kB, 12ms, expect_ok());
  EXPECT_EQ(state(kB).clock_offset, 42ms);
  EXPECT_EQ(state(kA).clock_offset, 0ms);
  const WallTime ahead = put(kB).value()->version.time;
  const WallTime right = put(kA).value()->version.time;
  EXPECT_EQ(ahead - right, 42ms - (2 * kLocalHop + 1us));
}

TEST_F(SimClusterTest, AskedForTheStateOfADeadRegionItIsUnavailable) {
  cluster_.kill(kB, CrashMode::kProcess, expect_ok());
  std::optional<Result<RegionState>> answer;
  cluster_.state(kB, [&](Result<RegionState> result) { answer = std::move(result); });
  EXPECT_FALSE(answer);
  run_for(0ms);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace lastwrite

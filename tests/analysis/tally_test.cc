#include "analysis/ledger/tally.h"

#include "analysis/ledger/phases.h"
#include "analysis/report/theory_setting.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {
namespace {

Tally tally_of(const History& history) {
  const Evidence evidence(history);
  const Ledger ledger = judge(evidence);
  return tally(evidence, ledger, find_rivals(evidence, ledger));
}

TEST(Interval, IsWilsons) {
  const Interval interval = share_interval({{5, 100}});
  EXPECT_NEAR(interval.low, 0.0215, 5e-4);
  EXPECT_NEAR(interval.high, 0.1118, 5e-4);
  EXPECT_EQ(share_interval({{0, 50}}).low, 0);
  EXPECT_GT(share_interval({{0, 50}}).high, 0.05);
  EXPECT_EQ(share_interval({}).trials, 0u);
}

TEST(Interval, WidensWhenWholeItemsSinkOrSwimTogether) {
  std::vector<ClusterCount> clusters;
  for (std::uint64_t i = 0; i < 20; ++i) clusters.push_back({i % 2 == 0 ? 10u : 0u, 10});
  const Interval clustered = share_interval(clusters);
  EXPECT_NEAR(clustered.design_effect, 10.5, 0.1);
  const Interval plain = share_interval({{100, 200}});
  EXPECT_GT(clustered.high - clustered.low, 2 * (plain.high - plain.low));
}

TEST(Interval, IsPlainBelowTenItems) {
  EXPECT_EQ(share_interval({{10, 10}, {0, 10}}).design_effect, 1);
}

TEST(Tally, APlainReadIsNeitherAttemptedNorGivenUp) {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  run.at(10).write("eu");
  run.at(20).read("eu", 1);
  v1::TraceEvent ended;
  ended.mutable_complete()->set_operation(2);
  ended.mutable_complete()->set_outcome(v1::Complete::OK);
  ended.mutable_complete()->set_task_done(true);
  run.raw("driver", ended).at(90).phase("heal").settle();
  const Tally numbers = tally_of(run.history());
  EXPECT_EQ(numbers.attempted, 1u);
  EXPECT_EQ(numbers.gave_up, 0u);
}

TEST(Tally, CountsOnlyWhatWasMeantToStartInMeasure) {
  PlantedRun run({"eu"});
  run.at(0).phase("warm-up");
  run.at(5).write("eu", {.session = 1, .key = "warm"});
  run.at(10).phase("measure");
  run.at(12).write("eu", {.session = 1, .key = "late", .intended = 8.0});
  run.at(15).write("eu", {.session = 1, .key = "in"});
  run.at(20).phase("heal");
  run.at(21).write("eu", {.session = 1, .key = "slow", .intended = 19.0});
  run.at(40).settle();
  const Tally measured = tally_of(run.history());
  EXPECT_EQ(measured.attempted, 2u);
  EXPECT_EQ(measured.acknowledged, 2u);
  EXPECT_THAT(measured.latencies, testing::ElementsAre(Duration(0), Duration(2ms)));
}

TEST(Tally, AttemptsOfOneTaskAreOneAttemptedTask) {
  PlantedRun run({"eu"});
  run.at(0).phase("measure");
  const Planted zero = run.at(1).write("eu", {.session = 1});
  run.at(2).refused("eu", {.session = 1, .from = zero, .conditional = true, .task = 50});
  run.at(3).write("eu", {.session = 1, .from = zero, .conditional = true, .task = 50});
  run.at(40).settle();
  const Tally measured = tally_of(run.history());
  EXPECT_EQ(measured.attempted, 2u);
  EXPECT_EQ(measured.requests, 3u);
  EXPECT_EQ(measured.condition_failures, 1u);
}

TEST(Tally, ALocalOverwriteDoesNotHideAConcurrentLoss) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(11).write("eu", {.session = 1});  // supersedes a at home
  run.at(20).write("us", {.session = 2});  // newer than both, knows neither
  run.at(90).settle();
  const History history = run.history();
  const Tally measured = tally_of(history);
  EXPECT_EQ(measured.count(Fate::kSupersededInformed), 1u);
  EXPECT_EQ(measured.count(Fate::kLostConcurrent), 1u);
  EXPECT_EQ(measured.regions[0].concurrent_loss.hits, 2u);
  EXPECT_EQ(measured.regions[1].concurrent_loss.hits, 0u);
  EXPECT_EQ(measured.regions[1].rival.hits, 1u);
}

TEST(Anomalies, AWinnerThatIsNotTheLastWriteIsWrong) {
  PlantedRun run({"eu", "us"});
  run.skew("us", 300);
  run.at(0).phase("measure");
  run.at(10).write("us", {.session = 2});
  run.at(50).write("eu", {.session = 1});
  run.at(60).write("eu", {.session = 1, .key = "calm"});
  run.at(90).settle();
  const Tally measured = tally_of(run.history());
  EXPECT_EQ(measured.anomalies.items_written, 2u);
  EXPECT_EQ(measured.anomalies.wrong_winners, 1u);
}

TEST(Anomalies, AnExpiryThatKnewTheLastWriteIsNoWrongWinnerAndNoConflict) {
  PlantedRun run({"eu", "us"});
  run.phase("measure");
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(20).deliver(a, "us");
  run.at(30).expire("eu");
  run.at(31).expire("us");
  run.at(90).settle();
  const Anomalies counted = tally_of(run.history()).anomalies;
  EXPECT_EQ(counted.items_written, 1u);
  EXPECT_EQ(counted.wrong_winners, 0u);
  EXPECT_EQ(counted.conflict_pairs, 0u);
  EXPECT_EQ(counted.lost_to_expiry, 0u);
}

TEST(Anomalies, AnExpiryThatKnewNothingOfARenewalTookItAway) {
  PlantedRun run({"eu", "us"});
  run.phase("measure");
  const Planted login = run.at(10).write("us", {.session = 1});
  run.at(20).deliver(login, "eu");
  run.at(30).write("us", {.session = 1});
  run.at(31).expire("eu");
  run.at(90).settle();
  const Anomalies counted = tally_of(run.history()).anomalies;
  EXPECT_EQ(counted.lost_to_expiry, 1u);
  EXPECT_EQ(counted.lost_to_deletes, 1u);
  EXPECT_EQ(counted.wrong_winners, 1u);
  EXPECT_EQ(counted.conflict_pairs, 1u);
}

TEST(CounterDrift, IsAbsentWithoutCountersAndZeroWithoutLoss) {
  PlantedRun puts({"eu"});
  puts.at(0).phase("measure").at(10).write("eu");
  puts.at(20).settle();
  EXPECT_EQ(tally_of(puts.history()).counter_drift, std::nullopt);
  PlantedRun adds({"eu"});
  adds.at(0).phase("measure");
  for (const double ms : {1.0, 2.0, 3.0}) {
    adds.at(ms).write("eu", {.kind = "update", .atomic = true, .increment = 2});
  }
  adds.at(20).settle();
  EXPECT_EQ(tally_of(adds.history()).counter_drift, 0);
}

TEST(ConvergenceTime, RunsFromTheLastWriteOrTheHealWhicheverIsLater) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(1).fault("partition eu | us", true);
  const Planted a = run.at(10).write("eu");
  run.at(50).fault("partition eu | us", false);
  run.at(130).deliver(a, "us");
  run.at(200).settle();
  EXPECT_EQ(convergence_time(run.history()), 80ms);
  PlantedRun calm({"eu", "us"});
  calm.at(10).write("eu");
  calm.at(95).settle();
  EXPECT_EQ(convergence_time(calm.history()), 85ms);
}

TEST(SessionKnowledge, CutShortItStillKnowsWhatAClientWroteAndReadItself) {
  PlantedRun run({"eu"});
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(11).read("eu", 2);
  run.at(12).write("eu", {.session = 2});
  run.at(13).write("eu", {.session = 3});
  const History history = run.history();
  const auto version = [&](std::uint64_t operation) {
    for (const Operation& o : history.operations) {
      if (o.id == operation) return o.version;
    }
    return kAbsent;
  };
  const SessionKnowledge cut(history, 0);
  EXPECT_FALSE(cut.is_transitive());
  EXPECT_TRUE(cut.knew(version(3), version(a.operation)));
  EXPECT_FALSE(cut.knew(version(4), version(a.operation)));
  EXPECT_FALSE(cut.knew(version(a.operation), version(3)));
}

Manifest fitting_manifest() {
  Manifest manifest;
  manifest.regions = {RegionName("eu"), RegionName("us")};
  manifest.stamp_rule = "wall";
  manifest.workload.arrivals = "poisson(100/s)";
  manifest.workload.arrival_rate_per_region_per_s = 100;
  manifest.workload.key_count = 50;
  manifest.workload.uniform_keys = true;
  manifest.links = {{"eu", "us", "80ms", "0s", 80ms}, {"us", "eu", "50ms", "0s", 50ms}};
  manifest.clock_offsets["us"] = 30ms;
  return manifest;
}

TEST(TheorySetting, IsReadFromAManifestThatFits) {
  const auto setting = theory_setting(fitting_manifest(), "blind-put");
  ASSERT_TRUE(setting);
  EXPECT_EQ(setting->rate_per_item_per_s, 2);
  EXPECT_EQ(setting->lag[0], 80ms);
  EXPECT_EQ(setting->lag[1], 50ms);
  EXPECT_EQ(setting->clock[1], 30ms);
}

TEST(TheorySetting, IsAbsentWhereTheClosedFormsDoNotSpeak) {
  EXPECT_FALSE(theory_setting(fitting_manifest(), "version-check"));
  Manifest jittery = fitting_manifest();
  jittery.links[0].constant = std::nullopt;
  EXPECT_FALSE(theory_setting(jittery, "blind-put"));
  Manifest closed_loop = fitting_manifest();
  closed_loop.workload.arrival_rate_per_region_per_s = std::nullopt;
  EXPECT_FALSE(theory_setting(closed_loop, "blind-put"));
  Manifest faulty = fitting_manifest();
  faulty.faults.push_back({});
  EXPECT_FALSE(theory_setting(faulty, "blind-put"));
  Manifest expiring = fitting_manifest();
  expiring.workload.expires = true;
  EXPECT_FALSE(theory_setting(expiring, "blind-put"));
}

}  // namespace
}  // namespace lastwrite

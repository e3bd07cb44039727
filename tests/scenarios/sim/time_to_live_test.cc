// Items that expire while their renewals are on their way. Virtual time begins at a whole second,
// and so do the lives end: a put at 0.1 s that lets its item live for 2 s is over at 3 s.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/story.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Scenario living(const std::string& schedule, const std::vector<std::string>& sets = {},
                const std::string& strategy = "blind-put") {
  const auto loaded = load_scenario_text(
      "name: living\nregions: [a, b]\ntable: {name: Sessions, key: {user: S}}\n"
      "network: {latency: 100ms}\nwarm_up: 0ms\nduration: 4500ms\nstore: {ttl_sweep: 100ms}\n"
      "strategies: [" +
          strategy + "]\nworkload:\n  operation: put\n  time_to_live: 2s\n  schedule:\n" + schedule,
      "living.yaml", {.sets = sets});
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded.value();
}

JudgedRun judged_lives(const Scenario& scenario) {
  auto run = simulate_and_judge(scenario, scenario.strategies[0], {});
  EXPECT_TRUE(run) << run.error().message;
  EXPECT_TRUE(run->summary.findings.empty()) << run->summary.findings.front();
  EXPECT_TRUE(run->summary.converged);
  return *std::move(run);
}

const std::string kLogin = "    - {at: 100ms, region: a, key: 1}\n";
const std::string kLateRenewal = kLogin + "    - {at: 2950ms, region: a, key: 1}\n";

TEST(TimeToLiveRun, ALifeThatIsOverEndsInEveryRegionAndLosesNothing) {
  const JudgedRun run = judged_lives(living(kLogin));
  const Tally& numbers = run.summary.numbers;
  EXPECT_EQ(numbers.acknowledged, 1U);
  EXPECT_EQ(numbers.lost_total(), 0U);
  EXPECT_EQ(numbers.count(Fate::kSupersededSequential), 1U);
  EXPECT_EQ(numbers.anomalies.wrong_winners, 0U);
  EXPECT_EQ(numbers.anomalies.conflict_pairs, 0U);
  std::size_t expired = 0;
  for (const Version& version : run.run->history.versions) expired += version.expired ? 1 : 0;
  EXPECT_EQ(expired, 2U) << "each region deletes its own copy";
}

TEST(TimeToLiveRun, ALifeThatIsNotOverIsLeftAlone) {
  const JudgedRun run = judged_lives(living(kLogin + "    - {at: 2800ms, region: a, key: 1}\n"));
  EXPECT_EQ(run.summary.numbers.count(Fate::kWinner), 1U);
  EXPECT_EQ(run.summary.numbers.lost_total(), 0U);
}

TEST(TimeToLiveRun, ARenewalOnItsWayIsLostToTheOtherRegionsExpiry) {
  const JudgedRun run = judged_lives(living(kLateRenewal));
  EXPECT_EQ(run.summary.numbers.count(Fate::kLostConcurrent), 1U);
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_expiry, 1U);
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_deletes, 1U);
  EXPECT_EQ(run.summary.numbers.anomalies.wrong_winners, 1U);
  EXPECT_THAT(most_telling_story(*run.run, manifest_of(living(kLateRenewal))).text,
              AllOf(HasSubstr("b deleted it as expired"), HasSubstr("a longer life")));
}

TEST(TimeToLiveRun, AHomeRegionDoesNotSaveItForTheSweepIsNotRouted) {
  const JudgedRun run = judged_lives(living(kLateRenewal, {}, "{home-region: {home: a}}"));
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_expiry, 1U);
}

TEST(TimeToLiveRun, ALongerLifeSavesIt) {
  const JudgedRun run = judged_lives(living(kLateRenewal, {"workload.time_to_live=3s"}));
  EXPECT_EQ(run.summary.numbers.lost_total(), 0U);
}

// b deletes at 2 s, by its clock at 3 s: what a writes for a second after that is never visible.
TEST(TimeToLiveRun, AFastClockDeletesTooEarlyAndBuriesWhatFollows) {
  const JudgedRun run = judged_lives(
      living(kLogin + "    - {at: 2500ms, region: a, key: 1}\n", {"clocks={b: {offset: 1s}}"}));
  EXPECT_EQ(run.summary.numbers.count(Fate::kLostInverted), 1U);
  EXPECT_EQ(run.summary.numbers.anomalies.lost_to_expiry, 1U);
}

// 1. The copies of two regions expire at 3 s.  2. Their deletes are on their way until 3.1 s.
TEST(TimeToLiveRun, NothingExpiresAnyMoreWhenTheRunComesToRest) {
  for (const char* duration : {"2800ms", "2900ms", "2999ms", "3s", "3050ms"}) {
    const JudgedRun run = judged_lives(living(kLogin, {std::string("duration=") + duration}));
    EXPECT_TRUE(run.summary.quiesced) << duration;
  }
}

TEST(TimeToLiveRun, EveryStrategyThatPutsLetsItsItemsExpire) {
  for (const StrategyKind kind : all_strategy_kinds()) {
    const Scenario scenario = living(kLogin, {}, std::string(strategy_name(kind)));
    const JudgedRun run = judged_lives(scenario);
    std::size_t expired = 0;
    for (const Version& version : run.run->history.versions) expired += version.expired ? 1 : 0;
    EXPECT_GE(expired, 1U) << strategy_name(kind);
  }
}

}  // namespace
}  // namespace lastwrite

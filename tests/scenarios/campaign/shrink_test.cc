#include "scenarios/campaign/shrink.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "scenarios/campaign/recorded_schedule.h"
#include "scenarios/campaign/retiming.h"
#include "scenarios/campaign/shrink_edits.h"
#include "scenarios/campaign/shrunk_scenario.h"
#include "scenarios/campaign/wish.h"
#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/swarm/swarm_scenario.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

Scenario shipped(const std::string& name, const Overrides& overrides = {}) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  EXPECT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  return load_scenario(fmt::format("{}/scenarios/{}", root, name), overrides).value();
}

Wish wish(std::string_view text) {
  return Wish::parse(text).value();
}

bool shows(const Scenario& scenario, const Wish& wanted) {
  const auto judged = simulate_and_judge(scenario, scenario.strategies.front(), {});
  return judged && wanted.shown_by(*judged);
}

ShrinkOutcome shrunk(const Scenario& scenario, std::string_view want) {
  const Result<ShrinkOutcome> outcome = shrink(scenario, wish(want), {});
  EXPECT_TRUE(outcome) << outcome.error().message;
  return outcome.value_or(ShrinkOutcome{});
}

// Without any one task it shows no more.
void expect_minimal(const Scenario& scenario, const Wish& wanted) {
  const auto& tasks = scenario.workload.schedule;
  for (std::size_t i = 0; tasks.size() > 1 && i < tasks.size(); ++i) {
    Scenario less = scenario;
    less.workload.schedule.erase(less.workload.schedule.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(shows(less, wanted)) << "not needed: task " << i << " of\n"
                                      << brief_yaml(scenario);
  }
}

TEST(Shrink, AConcurrentLossTakesTwoTasksInTwoRegions) {
  const ShrinkOutcome outcome = shrunk(shipped("lost-counter"), "lost_concurrent");
  EXPECT_EQ(outcome.after, (ScenarioSize{2, 0, 2, 1})) << brief_yaml(outcome.scenario);
  EXPECT_EQ(outcome.before.strategies, 3U);
  EXPECT_GT(outcome.before.tasks, 500U);
  EXPECT_TRUE(outcome.minimal);
}

TEST(Shrink, SoDoesAnInversionAndAStillbornWrite) {
  for (const char* want : {"lost_inverted", "stillborn"}) {
    const ShrinkOutcome outcome = shrunk(shipped("clock-skew"), want);
    EXPECT_EQ(outcome.after, (ScenarioSize{2, 0, 2, 1})) << brief_yaml(outcome.scenario);
    EXPECT_TRUE(shows(outcome.scenario, wish(want)));
  }
}

TEST(Shrink, AnExpectationNamesItsStrategy) {
  const ShrinkOutcome outcome =
      shrunk(shipped("lost-counter"), "version-check.lost_update_rate > 5%");
  ASSERT_EQ(outcome.scenario.strategies.size(), 1U);
  EXPECT_EQ(outcome.scenario.strategies[0].kind, StrategyKind::kVersionCheck);
  EXPECT_EQ(outcome.after.tasks, 2U);
}

TEST(Shrink, TheSameTwiceGivesTheSame) {
  const Scenario scenario = shipped("riak-2013");
  const ShrinkOutcome once = shrunk(scenario, "lost_concurrent");
  const ShrinkOutcome twice = shrunk(scenario, "lost_concurrent");
  EXPECT_EQ(once.scenario, twice.scenario);
  EXPECT_EQ(once.tries, twice.tries);
}

TEST(Shrink, WhatIsNotThereCannotBeShrunk) {
  const auto outcome =
      shrink(shipped("lost-counter", {.strategies = {"home-region"}}), wish("lost_concurrent"), {});
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message,
            "lost-counter does not show lost_concurrent with seed 1: try another --seed");
}

TEST(Shrink, WhenTriesRunOutTheBestSoFarStillShowsIt) {
  const Scenario scenario = shipped("lost-counter");
  const auto outcome = shrink(scenario, wish("lost_concurrent"), {.tries_max = 5});
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->tries, 5U);
  EXPECT_FALSE(outcome->minimal);
  EXPECT_TRUE(shows(outcome->scenario, wish("lost_concurrent")));
}

TEST(Shrink, InterruptedItKeepsTheBestSoFar) {
  std::uint32_t tries = 0;
  ShrinkOptions options;
  options.on_progress = [&](const ShrinkProgress& progress) { tries = progress.tries; };
  options.interrupted = [&] { return tries > 6; };
  const auto outcome = shrink(shipped("lost-counter"), wish("lost_concurrent"), options);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_FALSE(outcome->minimal);
  EXPECT_LT(outcome->after.tasks, outcome->before.tasks);
}

// Ten seeds whose scenarios lose something, whatever they drew.
TEST(Shrink, SwarmScenariosShrinkToWhatStillLosesAndNeedsEveryTask) {
  int seen = 0;
  for (std::uint64_t seed = 1; seen < 10; ++seed) {
    ASSERT_LT(seed, 200U) << "hardly a swarm scenario loses anything";
    SCOPED_TRACE(fmt::format("swarm seed {}", seed));
    const Wish wanted = wish(seed % 2 == 0 ? "lost_concurrent" : "lost");
    const auto outcome = shrink(make_swarm_scenario(seed), wanted, {.tries_max = 600});
    if (!outcome) {
      EXPECT_EQ(outcome.error().code, ErrorCode::kUsage) << outcome.error().message;
      continue;
    }
    ++seen;
    EXPECT_TRUE(shows(outcome->scenario, wanted));
    EXPECT_LE(outcome->after.tasks, outcome->before.tasks);
    EXPECT_LE(outcome->after.faults, outcome->before.faults);
    EXPECT_LE(outcome->after.regions, outcome->before.regions);
    if (outcome->minimal) expect_minimal(outcome->scenario, wanted);
    const auto again = load_scenario_text(brief_yaml(outcome->scenario), "shrunk.yaml", {});
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, outcome->scenario);
  }
}

TEST(RecordedSchedule, DoesTheSameTasksAgain) {
  const Scenario scenario = shipped("partition-and-heal");
  const auto drawn = simulate_and_judge(scenario, scenario.strategies[0], {});
  const Scenario written = with_recorded_schedule(scenario, drawn->run->history);
  EXPECT_EQ(written.warm_up.count(), 0);
  EXPECT_EQ(written.duration, scenario.duration + scenario.warm_up);
  EXPECT_EQ(written.faults[0].at, scenario.faults[0].at + scenario.warm_up);
  const auto again = simulate_and_judge(written, written.strategies[0], {});
  ASSERT_TRUE(again) << again.error().message;
  const Tally& before = drawn->summary.numbers;
  const Tally& after = again->summary.numbers;
  EXPECT_EQ(written.workload.schedule.size(), after.attempted);
  // Those of the warm-up count now.
  EXPECT_GT(after.attempted, before.attempted);
  EXPECT_EQ(drawn->run->history.operations.size(), again->run->history.operations.size());
  EXPECT_EQ(drawn->summary.numbers.counter_drift, after.counter_drift);
}

TEST(Retiming, KeepsTheOrderAndMovesTheEndsOfFaults) {
  Scenario scenario;
  scenario.duration = 10s;
  scenario.workload.schedule = {{.at = 1503ms, .region = RegionName("eu-west-1")},
                                {.at = 4587ms, .region = RegionName("eu-west-1")}};
  scenario.faults = {{.at = 3s, .lasts = 1s, .kind = KillFault{RegionName("eu-west-1")}}};
  EXPECT_EQ(moments_of(scenario), (Moments{1503ms, 3s, 4s, 4587ms}));
  const Scenario moved = retimed(scenario, {0ms, 10ms, 30ms, 100ms});
  EXPECT_EQ(moved.workload.schedule[1].at, 100ms);
  EXPECT_EQ(moved.faults[0].at, 10ms);
  EXPECT_EQ(moved.faults[0].lasts, Duration(20ms));
}

TEST(ShrinkEdits, ARegionGoesFromThePartitionsThatCanDoWithoutIt) {
  Scenario scenario = shipped("partition-and-heal");
  scenario.workload.schedule = {{.at = 0ms, .region = RegionName("us-east-1"), .key = 1}};
  for (const ScenarioEdit& edit : fewer_regions(scenario)) edit(scenario);
  EXPECT_EQ(scenario.regions,
            (std::vector<RegionName>{RegionName("us-east-1"), RegionName("eu-west-1")}));
  EXPECT_EQ(describe(scenario.faults.at(0)), "partition eu-west-1 | us-east-1");
  EXPECT_EQ(scenario.links.size(), 2U);
}

TEST(Wish, SaysWhatCannotBeWanted) {
  const auto wanted = Wish::parse("lost_inverte");
  ASSERT_FALSE(wanted);
  EXPECT_EQ(wanted.error().code, ErrorCode::kUsage);
  EXPECT_NE(wanted.error().message.find("did you mean 'lost_inverted'?"), std::string::npos);
  EXPECT_FALSE(Wish::parse("version-check.lost_rate > 5%"));
}

TEST(Wish, CountsAndExpectationsBecomeExpectations) {
  EXPECT_EQ(wish("double_cas").expectation("version-check"), "version-check.double_cas > 0");
  EXPECT_EQ(wish("version-check.aba > 1").expectation("version-check"), "version-check.aba > 1");
  EXPECT_EQ(wish("stillborn").expectation("version-check"), "");
  EXPECT_FALSE(wish("version-check.aba > 1").speaks_of("blind-put"));
}

TEST(ShrunkScenario, IsAFolderThatLoadsAndHoldsWhatItExpects) {
  const TempDirectory directory;
  const std::string folder = directory.file("tiny");
  const Wish wanted = wish("lost_inverted");
  const ShrinkOutcome outcome = shrunk(shipped("clock-skew"), "lost_inverted");
  const auto told = tell_shrunk(outcome, wanted, {"clock-skew", "lastwrite shrink …"});
  ASSERT_TRUE(told) << told.error().message;
  EXPECT_NE(told->story.find("[lost_inverted]"), std::string::npos);
  ASSERT_TRUE(write_shrunk(*told, folder));
  const auto loaded = load_scenario(folder, {});
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(*loaded, told->scenario);
  EXPECT_EQ(loaded->name, "clock-skew-lost-inverted");
  ASSERT_FALSE(loaded->expect.empty());
  EXPECT_EQ(loaded->expect[0].text, "version-check.lost_inverted > 0");
  EXPECT_EQ(write_shrunk(*told, folder).error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace lastwrite

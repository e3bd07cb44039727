// Every planted bug is caught, and by which check; and without it the same scenario is clean.
#include "tests/scenarios/planted/planted_bugs.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

constexpr char kHead[] = R"(
name: planted
regions: [us-east-1, eu-west-1, ap-northeast-1]
table: {name: Orders, key: {orderId: S}}
duration: 5s
)";
constexpr char kCounters[] = R"(
network: {latency: exponential(mean=60ms)}
workload: {clients_per_region: 2, arrivals: poisson(20/s), keys: uniform(300), operation: increment}
strategies: [atomic-add]
faults:
  - {at: 1s, for: 500ms, kill: eu-west-1}
  - {at: 2s, for: 500ms, kill: us-east-1}
  - {at: 3s, for: 500ms, kill: eu-west-1}
)";
// All clients in step: every round is a tie.
constexpr char kTies[] = R"(
network: {latency: 30ms}
workload: {clients_per_region: 1, arrivals: closed(100ms), keys: uniform(1), operation: put}
strategies: [blind-put]
)";
constexpr char kLocks[] = R"(
network: {latency: exponential(mean=80ms)}
workload: {clients_per_region: 2, arrivals: poisson(10/s), keys: uniform(3), operation: increment}
strategies: [lock-then-write]
)";

JudgedRun judge(const std::string& body, const SimSeams& seams) {
  const TempDirectory directory;
  std::ofstream(directory.file("scenario.yaml")) << kHead << body;
  const Result<Scenario> scenario = load_scenario(directory.file("scenario.yaml"), {});
  EXPECT_TRUE(scenario) << scenario.error().message;
  Result<JudgedRun> judged =
      simulate_and_judge(*scenario, scenario->strategies[0], {.seams = seams});
  EXPECT_TRUE(judged) << judged.error().message;
  return *std::move(judged);
}

std::string findings(const JudgedRun& judged) {
  std::string all;
  for (const std::string& finding : judged.summary.findings) all += finding + "\n";
  return all;
}

TEST(PlantedBugs, WithoutOneTheSameScenariosAreClean) {
  for (const char* body : {kCounters, kTies, kLocks}) {
    const JudgedRun judged = judge(body, {});
    EXPECT_EQ(findings(judged), "") << body;
    EXPECT_TRUE(judged.summary.converged) << body;
    EXPECT_GT(judged.summary.numbers.acknowledged, 50U);
  }
}

TEST(PlantedBugs, ArrivalOrderIsCaughtByTheIntegrityOfInstalls) {
  const JudgedRun judged = judge(kCounters, arrival_order_wins());
  EXPECT_THAT(findings(judged), HasSubstr("installed over a newer one"));
  EXPECT_FALSE(judged.summary.converged);
}

TEST(PlantedBugs, AMissingTieBreakIsCaughtByTheIntegrityOfDiscardsAndByConvergence) {
  const JudgedRun judged = judge(kTies, no_tie_break());
  EXPECT_THAT(findings(judged), HasSubstr("discarded though it was the newest"));
  EXPECT_FALSE(judged.summary.converged);
}

TEST(PlantedBugs, AStampWithoutRegionIsCaughtByTheIntegrityOfDuplicatesAndByConvergence) {
  const JudgedRun judged = judge(kTies, stamp_without_region());
  EXPECT_THAT(findings(judged), HasSubstr("took for a duplicate"));
  EXPECT_FALSE(judged.summary.converged);
}

TEST(PlantedBugs, AForgottenTombstoneIsCaughtByTheContinuityOfWhatARegionHolds) {
  const JudgedRun judged = judge(kLocks, forgotten_tombstones());
  EXPECT_THAT(findings(judged), HasSubstr("had forgotten or taken back what it held of"));
}

TEST(PlantedBugs, ACursorBeforeItsChangesIsCaughtByConvergence) {
  const JudgedRun judged = judge(kCounters, cursor_before_apply());
  EXPECT_TRUE(judged.summary.quiesced) << "by their own account the regions have everything";
  EXPECT_FALSE(judged.summary.converged);
}

TEST(PlantedBugs, ADuplicateCountedTwiceIsCaughtByTheBytesOfTheFinalVersions) {
  const JudgedRun judged = judge(kCounters, duplicates_counted_twice());
  EXPECT_THAT(findings(judged), HasSubstr("the same version with different bytes"));
}

TEST(PlantedBugs, AReplyBeforeTheCommitIsCaughtByTheLedger) {
  const JudgedRun judged = judge(kCounters, reply_before_commit());
  EXPECT_THAT(findings(judged), HasSubstr("was acknowledged and is gone"));
}

}  // namespace
}  // namespace lastwrite

// `lastwrite shrink` and `lastwrite parity` from the outside, and a schedule on live regions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kTwoTasks = R"(name: two-tasks
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 200ms}
workload:
  operation: put
  schedule:
    - {at: 0ms, region: us-east-1, key: 1}
    - {at: 60ms, region: eu-west-1, key: 1}
strategies: [blind-put]
warm_up: 0ms
duration: 200ms
expect:
  - blind-put.attempted == 2
  - blind-put.lost_concurrent > 0
  - converged
)";

TEST(Shrink, WritesAScenarioThatShowsWhatWasWantedAndTellsItsStory) {
  const Sandbox sandbox;
  const std::string scenario = sandbox.write("work/tiny.yaml", tiny_scenario({}));
  const std::string into = sandbox.file("work/small");
  const Ended shrunk = run_program(
      sandbox, {"shrink", scenario, "--want", "lost_concurrent", "--into", into, "--quiet"});
  EXPECT_EQ(shrunk.exit_code, 0) << shrunk.err;
  EXPECT_THAT(shrunk.out,
              testing::AllOf(HasSubstr("2 tasks, 0 faults, 2 regions, 1 strategy"),
                             HasSubstr("[lost_concurrent]"), HasSubstr("Written to " + into)));
  EXPECT_THAT(sandbox.list("work/small"), ElementsAre("README.md", "scenario.yaml"));
  const Ended again =
      run_program(sandbox, {"run", into, "--sim", "--quiet", "--runs", sandbox.file("runs")});
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
}

TEST(Shrink, SaysWhatCannotBeWantedBeforeAnythingRuns) {
  EXPECT_THAT(run_program(Sandbox(), {"shrink", "clock-skew", "--want", "lost_inverte"}),
              complains(3, HasSubstr("did you mean 'lost_inverted'?")));
}

TEST(Shrink, AFolderThatHoldsAScenarioIsLeftAlone) {
  const Sandbox sandbox;
  sandbox.write("work/small/scenario.yaml", kTwoTasks);
  EXPECT_THAT(run_program(sandbox, {"shrink", "clock-skew", "--want", "lost_inverted", "--into",
                                    sandbox.file("work/small")}),
              complains(3, HasSubstr("holds a scenario already")));
}

TEST(Parity, AScenarioThatOnlyTheSimulationCanRunIsRefused) {
  const Sandbox sandbox;
  const std::string scenario = sandbox.write(
      "work/tiny.yaml",
      tiny_scenario(
          {.extra = "faults: [{at: 0s, kill: {region: us-east-1, lose_unsynced: true}}]\n"}));
  EXPECT_THAT(run_program(sandbox, {"parity", scenario}),
              complains(3, HasSubstr("needs the simulation")));
}

TEST(Parity, AScheduledLossHappensLiveAndSimulated) {
  const Sandbox sandbox;
  const std::string scenario = sandbox.write("work/two.yaml", kTwoTasks);
  const Ended parity = run_program(
      sandbox, {"parity", scenario, "--seeds", "2", "--quiet", "--runs", sandbox.file("runs")});
  EXPECT_EQ(parity.exit_code, 0) << parity.out << parity.err;
  EXPECT_THAT(parity.out, HasSubstr("Live and simulated: they agree"));
  const Ended report = run_program(sandbox, {"report", sandbox.file("runs/latest")});
  EXPECT_EQ(report.exit_code, 0) << report.out;
}

}  // namespace
}  // namespace lastwrite

// A scenario or a command line that cannot be meant: one sentence that says where, and nothing
// written.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BadScenario : public ::testing::Test {
 protected:
  Ended run(const TinyScenario& scenario, const std::vector<std::string>& more = {}) {
    sandbox_.write("work/tiny.yaml", tiny_scenario(scenario));
    return run_program(sandbox_, tiny_run(sandbox_, more));
  }
  ~BadScenario() override {
    EXPECT_THAT(sandbox_.list("runs"), IsEmpty()) << "nothing may be written";
  }

  Sandbox sandbox_;
};

TEST_F(BadScenario, UnknownKeyIsAnsweredWithItsLineAndTheNearestKey) {
  EXPECT_THAT(run({.network = "{latancy: 30ms}"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:4: "),
                                          HasSubstr("unknown key 'latancy' in network"),
                                          HasSubstr("did you mean 'latency'?"))));
}

TEST_F(BadScenario, BadUnitIsAnsweredWithTheUnitsThereAre) {
  EXPECT_THAT(run({.network = "{latency: 30parsec}"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:4: "), HasSubstr("'30parsec'"),
                                          HasSubstr("ms"))));
}

TEST_F(BadScenario, NegativeLatencyIsRefused) {
  EXPECT_THAT(run({.network = "{latency: -30ms}"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:4: "), HasSubstr("negative"))));
}

TEST_F(BadScenario, DuplicateRegionIsRefused) {
  EXPECT_THAT(run({.regions = "[us-east-1, us-east-1]"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:3: "),
                                          HasSubstr("'us-east-1' is listed twice"))));
}

TEST_F(BadScenario, UnknownRegionInAFaultIsRefused) {
  EXPECT_THAT(run({.extra = "faults:\n  - {at: 100ms, kill: mars}\n"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:10: "),
                                          HasSubstr("unknown region 'mars'"))));
}

TEST_F(BadScenario, ExpectationOfAnAbsentStrategyIsRefused) {
  EXPECT_THAT(run({.extra = "expect:\n  - version-check.lost == 0\n"}),
              complains(3, testing::AllOf(HasSubstr("tiny.yaml:10: "),
                                          HasSubstr("version-check, which does not run"))));
}

TEST_F(BadScenario, ExpectationFromTheCommandLineIsNotBlamedOnALine) {
  EXPECT_THAT(
      run({}, {"--set", "expect=[version-check.lost == 0]"}),
      complains(3, testing::AllOf(HasSubstr("--set expect"), testing::Not(HasSubstr(":0:")))));
}

TEST_F(BadScenario, UnknownScenarioIsAnsweredWithTheShippedOnes) {
  EXPECT_THAT(run_program(sandbox_, {"run", "lost-countr"}),
              complains(3, testing::AllOf(HasSubstr("no scenario 'lost-countr'"),
                                          HasSubstr("lost-counter"))));
}

TEST_F(BadScenario, UnknownStrategyIsAnsweredWithTheStrategiesThereAre) {
  EXPECT_THAT(run({}, {"--strategy", "pray"}),
              complains(3, testing::AllOf(HasSubstr("unknown strategy 'pray'"),
                                          HasSubstr("version-check"))));
}

TEST_F(BadScenario, SetOfAnUnknownPathIsAnsweredWithTheNearestKey) {
  EXPECT_THAT(
      run({}, {"--set", "network.latancy=3ms"}),
      complains(3, testing::AllOf(HasSubstr("--set network.latancy"), HasSubstr("'latency'"))));
}

TEST_F(BadScenario, SetWithoutAValueIsAnsweredWithItsForm) {
  EXPECT_THAT(run({}, {"--set", "duration"}), complains(3, HasSubstr("path=value")));
}

TEST_F(BadScenario, UnwritableRunsIsRefused) {
  sandbox_.write("work/tiny.yaml", tiny_scenario());
  sandbox_.write("work/a-file", "");
  EXPECT_THAT(run_program(sandbox_, {"run", "tiny.yaml", "--runs", "a-file/runs"}),
              complains(3, testing::AllOf(HasSubstr("a-file/runs"), HasSubstr("Not a directory"))));
}

}  // namespace
}  // namespace lastwrite

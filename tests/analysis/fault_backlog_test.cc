#include "analysis/lag/fault_backlog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/planted_run.h"

namespace lastwrite {
namespace {

TEST(FaultBacklog, CountsWhatHadNotArrivedWhenTheFaultCameAndWhenItWent) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu", {.session = 1, .key = "a"});
  run.at(20).write("eu", {.session = 1, .key = "b"});
  const Planted c = run.at(30).write("us", {.session = 2, .key = "c"});
  run.at(40).deliver(a, "us");
  run.at(50).fault("partition", true);
  run.at(60).deliver(c, "eu");
  run.at(90).fault("partition", false);
  run.at(100).phase("heal");
  run.at(110).settle();
  const History history = run.history();
  const std::vector<FaultBacklog> faults = fault_backlogs(Evidence(history));
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_TRUE(faults[0].begins);
  EXPECT_EQ(faults[0].at, 50ms);
  EXPECT_EQ(faults[0].outgoing.records, 2u);  // it names no region: everything counts as outgoing
  EXPECT_EQ(faults[0].outgoing.oldest_age, 30ms);
  EXPECT_EQ(faults[1].outgoing.records, 1u);
  EXPECT_EQ(faults[1].outgoing.oldest_age, 70ms);
}

TEST(FaultBacklog, TellsWhatLeavesTheRegionFromWhatComesIn) {
  PlantedRun run({"eu", "us", "ap"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.session = 1, .key = "a"});
  run.at(20).write("us", {.session = 2, .key = "b"});
  v1::TraceEvent kill;
  kill.mutable_fault()->set_description("kill eu");
  kill.mutable_fault()->set_begins(true);
  kill.mutable_fault()->add_regions("eu");
  run.at(25).raw("driver", kill);
  const History history = run.history();
  const std::vector<FaultBacklog> faults = fault_backlogs(Evidence(history));
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].outgoing.records, 2u);  // a, for each of two peers
  EXPECT_EQ(faults[0].incoming.records, 1u);  // b on its way to eu; that to ap is not its matter
}

}  // namespace
}  // namespace lastwrite

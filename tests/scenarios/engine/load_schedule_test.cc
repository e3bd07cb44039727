// Workloads whose tasks are written down one by one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/resolved_yaml.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string scenario_with(const std::string& workload) {
  return "name: two-tasks\nregions: [us-east-1, eu-west-1]\ntable: {name: Orders, key: {o: S}}\n"
         "strategies: [version-check]\nduration: 1s\nworkload:\n" +
         workload;
}

constexpr const char* kTwoTasks = R"(  think_time: 5ms
  schedule:
    - {at: 120ms, region: eu-west-1, key: 3}
    - {at: 20ms, region: us-east-1, key: 3, client: 2, think: 10ms, to: eu-west-1, read: true}
)";

std::string schedule_error(const std::string& workload) {
  const auto loaded = load_scenario_text(scenario_with(workload), "demo.yaml", {});
  return loaded ? "loaded" : loaded.error().message;
}

TEST(LoadSchedule, TasksStandInTheOrderOfTheFile) {
  const auto loaded = load_scenario_text(scenario_with(kTwoTasks), "demo.yaml", {});
  ASSERT_TRUE(loaded) << loaded.error().message;
  const std::vector<ScheduledTask>& tasks = loaded->workload.schedule;
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0], (ScheduledTask{.at = 120ms, .region = RegionName("eu-west-1"), .key = 3}));
  EXPECT_EQ(tasks[1].client, 2U);
  EXPECT_EQ(tasks[1].think, Duration(10ms));
  EXPECT_EQ(tasks[1].to, RegionName("eu-west-1"));
  EXPECT_TRUE(tasks[1].read);
}

TEST(LoadSchedule, IsWrittenBackWholeAndBriefly) {
  const Scenario scenario = load_scenario_text(scenario_with(kTwoTasks), "demo.yaml", {}).value();
  for (const std::string& text : {resolved_yaml(scenario), brief_yaml(scenario)}) {
    const auto again = load_scenario_text(text, "again.yaml", {});
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, scenario) << text;
  }
  EXPECT_LT(brief_yaml(scenario).size(), resolved_yaml(scenario).size());
}

TEST(LoadSchedule, StandsAloneAndSaysWhatIsInItsWay) {
  EXPECT_EQ(
      schedule_error("  keys: uniform(5)\n  schedule: [{at: 0ms, region: us-east-1, key: 1}]\n"),
      "demo.yaml:7: keys says nothing beside a schedule: leave one of them out");
}

TEST(LoadSchedule, MistakesAreToldWithTheirLines) {
  EXPECT_THAT(schedule_error("  schedule: []\n"),
              StartsWith("demo.yaml:7: schedule must be a list"));
  EXPECT_EQ(schedule_error("  schedule:\n    - {region: us-east-1, key: 1}\n"),
            "demo.yaml:8: a scheduled task lacks 'at'");
  EXPECT_THAT(schedule_error("  schedule:\n    - {at: 0ms, region: mars-1, key: 1}\n"),
              StartsWith("demo.yaml:8: region: unknown region 'mars-1'"));
  EXPECT_THAT(schedule_error("  schedule:\n    - {at: 0ms, region: us-east-1, key: -1}\n"),
              StartsWith("demo.yaml:8: key: "));
  EXPECT_THAT(
      schedule_error("  schedule:\n    - {at: 0ms, region: us-east-1, key: 1, thnk: 5ms}\n"),
      HasSubstr("did you mean 'think'?"));
  EXPECT_EQ(schedule_error("  schedule:\n    - {at: 0ms, region: us-east-1, key: 1}\n"
                           "    - {at: 1s, region: us-east-1, key: 1}\n"),
            "demo.yaml:9: the task begins at 1s, but the measurement lasts only 1s");
}

}  // namespace
}  // namespace lastwrite

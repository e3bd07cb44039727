// Clients that do what a schedule says, when it says it.
#include <gtest/gtest.h>

#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

constexpr const char* kScenario = R"(name: scheduled
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {o: S}}
network: {latency: 40ms}
workload:
  schedule:
    - {at: 300ms, region: eu-west-1, key: 7, think: 25ms}
    - {at: 100ms, region: us-east-1, key: 7}
    - {at: 100ms, region: us-east-1, key: 8, client: 1}
    - {at: 500ms, region: us-east-1, key: 7, to: eu-west-1}
    - {at: 600ms, region: us-east-1, key: 7, read: true}
strategies: [read-modify-write]
warm_up: 2s
duration: 1s
)";

class ScheduledTasks : public testing::Test {
 protected:
  void SetUp() override {
    const Scenario scenario = load_scenario_text(kScenario, "scheduled.yaml", {}).value();
    auto judged = simulate_and_judge(scenario, scenario.strategies[0], {});
    ASSERT_TRUE(judged) << judged.error().message;
    judged_ = *std::move(judged);
  }
  const History& history() const { return judged_.run->history; }
  // The one that began `at` after the start of the measurement, on key-00000<key>.
  const Operation& operation(Duration at, RequestKind kind, const std::string& key) const {
    TrueTime start;
    for (const PhaseMark& mark : history().phases) {
      if (mark.name == "measure") start = mark.at;
    }
    for (const Operation& o : history().operations) {
      const bool same_key = history().items[o.item].key.ends_with(key);
      if (o.intended - start == at && o.kind == kind && same_key) return o;
    }
    ADD_FAILURE() << "no such operation at " << duration_text(at);
    return history().operations.front();
  }

  JudgedRun judged_;
};

TEST_F(ScheduledTasks, BeginAtTheirTimesFromTheStartOfTheMeasurement) {
  EXPECT_EQ(judged_.summary.numbers.attempted, 4U);
  EXPECT_EQ(judged_.summary.numbers.acknowledged, 4U);
  const Operation& first = operation(100ms, RequestKind::kGet, "7");
  EXPECT_EQ(first.invoked, first.intended);
}

TEST_F(ScheduledTasks, ThinkAsLongAsTheySay) {
  const Operation& read = operation(300ms, RequestKind::kGet, "7");
  const Operation& write = operation(300ms, RequestKind::kPut, "7");
  EXPECT_EQ(write.invoked - *read.completed, 25ms);
}

TEST_F(ScheduledTasks, GoWhereTheySayAndMayBeAPlainRead) {
  const Operation& away = operation(500ms, RequestKind::kPut, "7");
  EXPECT_EQ(history().regions[away.client_region].text, "us-east-1");
  EXPECT_EQ(history().regions[away.target_region].text, "eu-west-1");
  EXPECT_TRUE(operation(600ms, RequestKind::kGet, "7").task_done);
}

TEST_F(ScheduledTasks, ClientsHaveSessionsOfTheirOwn) {
  const Operation& one = operation(100ms, RequestKind::kPut, "7");
  const Operation& other = operation(100ms, RequestKind::kPut, "8");
  const Operation& later = operation(500ms, RequestKind::kPut, "7");
  EXPECT_NE(one.session, other.session);
  EXPECT_EQ(one.session, later.session);
}

}  // namespace
}  // namespace lastwrite

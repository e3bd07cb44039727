// A whole simulated run into its directory.
#include "scenarios/sim/sim_run.h"

#include <fstream>

#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "scenarios/engine/scenario_loader.h"
#include "scenarios/engine/temporary_directory.h"
#include "scenarios/sim/trace_files.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

constexpr char kRunScenario[] = R"(
name: tiny
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 40ms}
workload: {clients_per_region: 1, arrivals: poisson(20/s), keys: uniform(5), operation: increment}
strategies: [blind-put, atomic-add]
duration: 2s
faults:
  - {at: 500ms, for: 500ms, kill: eu-west-1}
)";

class SimRunTest : public testing::Test {
 protected:
  SimRunTest() {
    std::ofstream(directory_.file("scenario.yaml")) << kRunScenario;
    scenario_ = load_scenario(directory_.file("scenario.yaml"), {}).value();
  }
  Result<SimRunOutcome> run(SimStoreKind store, const SimRun::Interrupted& interrupted = {}) {
    run_directory_.emplace(
        RunDirectory::create(directory_.file("runs"), scenario_, {WallTime{0}, "sim"}).value());
    return SimRun(
               {scenario_, *run_directory_, store}, [](const RunProgress&) {}, interrupted)
        .run();
  }
  bool exists(const std::string& file) const {
    return std::filesystem::exists(run_directory_->path() + "/" + file);
  }

  TempDirectory directory_;
  Scenario scenario_;
  std::optional<RunDirectory> run_directory_;
};

TEST_F(SimRunTest, LeavesTheTraceOfEveryStrategyRegionAndLife) {
  const Result<SimRunOutcome> outcome = run(SimStoreKind::kMemory);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->incomplete, "");
  EXPECT_EQ(outcome->trajectories.size(), 2U);
  for (const std::string strategy : {"blind-put", "atomic-add"}) {
    for (const char* file : {"driver", "us-east-1.0", "eu-west-1.0", "eu-west-1.1"}) {
      EXPECT_TRUE(exists(fmt::format("trace/{}/{}.lwtrace", strategy, file))) << file;
    }
  }
}

TEST_F(SimRunTest, SqliteFilesGoWhenTheRunIsOver) {
  const Result<SimRunOutcome> memory = run(SimStoreKind::kMemory);
  const Result<SimRunOutcome> sqlite = run(SimStoreKind::kSqlite);
  ASSERT_TRUE(sqlite) << sqlite.error().message;
  EXPECT_EQ(memory->trajectories, sqlite->trajectories);
  EXPECT_FALSE(exists("data"));
}

TEST_F(SimRunTest, InterruptedItSaysSoAndBeginsNoFurtherStrategy) {
  const Result<SimRunOutcome> outcome = run(SimStoreKind::kMemory, [] { return true; });
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->interrupted);
  EXPECT_EQ(outcome->incomplete, "interrupted");
  EXPECT_FALSE(exists("trace/atomic-add/driver.lwtrace"));
}

TEST(TraceFiles, AFolderThatIsNotThereIsToldAtTheEnd) {
  TraceFiles files("/no/such/folder");
  v1::TraceEvent header;
  header.mutable_header()->set_producer("driver");
  files.listener()({"driver", 0}, header);
  const Result<void> written = files.finish();
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, ErrorCode::kIo);
}

TEST(TemporaryDirectory, GoesWithAllThatIsInIt) {
  const TempDirectory outer;
  {
    const auto inner = TemporaryDirectory::make(outer.file("a/b"));
    ASSERT_TRUE(inner);
    std::ofstream(inner->path() + "/file") << "x";
  }
  EXPECT_FALSE(std::filesystem::exists(outer.file("a/b")));
  EXPECT_TRUE(std::filesystem::exists(outer.file("a")));
}

}  // namespace
}  // namespace lastwrite

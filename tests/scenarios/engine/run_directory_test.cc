#include "scenarios/engine/run_directory.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include "scenarios/engine/manifest.h"
#include "scenarios/engine/scenario_loader.h"

namespace lastwrite {
namespace {

namespace fs = std::filesystem;

constexpr const char* kText = R"yaml(name: demo
question: Is "this" written well?
regions: [a, b]
table: {name: Orders, key: {orderId: S, line: N}}
network: {links: [{from: a, to: b, latency: 80ms}, {from: b, to: a, latency: 50ms, jitter: 1ms}]}
workload: {clients_per_region: 20, arrivals: poisson(4/s), keys: uniform(40), operation: put}
strategies: [blind-put, home-region]
duration: 30s
faults: [{at: 1s, kill: a}, {at: 1s, for: 2s, pause: b}]
expect: [converged]
)yaml";

class RunDirectoryTest : public ::testing::Test {
 protected:
  RunDirectoryTest() : root_(fs::temp_directory_path() / "lastwrite-run-XXXXXX") {
    std::string pattern = root_.string();
    root_ = ::mkdtemp(pattern.data());
  }
  ~RunDirectoryTest() override { fs::remove_all(root_); }

  static std::string read(const fs::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }

  std::string runs() const { return (root_ / "runs").string(); }

  fs::path root_;
  Scenario scenario_ = *load_scenario_text(kText, "demo.yaml", {});
  RunFacts facts_{.started = WallTime{1'767'323'045'000'000'000}, .command = "lastwrite run demo"};
};

TEST_F(RunDirectoryTest, HasAFolderForEachStrategyAndWhatRan) {
  const Result<RunDirectory> run = RunDirectory::create(runs(), scenario_, facts_);
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->path(), runs() + "/demo/20260102T030405Z-live-s1");
  EXPECT_TRUE(fs::is_directory(run->trace_folder(StrategyKind::kHomeRegion)));
  EXPECT_TRUE(fs::is_directory(run->log_folder(StrategyKind::kBlindPut)));
  const Result<Scenario> again = load_scenario(run->path(), {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(*again, scenario_);
}

TEST_F(RunDirectoryTest, ManifestTellsTheLengthOfEveryTraceOfARunThatIsOver) {
  const RunDirectory run = *RunDirectory::create(runs(), scenario_, facts_);
  std::ofstream(run.trace_folder(StrategyKind::kBlindPut) + "/driver.lwtrace") << "12345";
  facts_.trace_bytes = run.trace_sizes();
  EXPECT_EQ(facts_.trace_bytes, (TraceSizes{{"blind-put/driver.lwtrace", 5}}));
  EXPECT_THAT(manifest_json(scenario_, facts_),
              ::testing::HasSubstr(R"("trace_bytes":{"blind-put/driver.lwtrace":5})"));
}

TEST_F(RunDirectoryTest, LatestPointsToTheNewestByARelativePath) {
  ASSERT_TRUE(RunDirectory::create(runs(), scenario_, facts_));
  const Result<RunDirectory> second = RunDirectory::create(runs(), scenario_, facts_);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_THAT(second->path(), ::testing::EndsWith("-s1-2"));
  EXPECT_EQ(fs::read_symlink(fs::path(runs()) / "latest"), "demo/20260102T030405Z-live-s1-2");
  EXPECT_EQ(std::distance(fs::directory_iterator(runs()), fs::directory_iterator{}), 2);
}

TEST_F(RunDirectoryTest, AnUnwritablePlaceIsOneSentenceAndLeavesNothing) {
  std::ofstream(root_ / "runs") << "a file where the folder should be";
  const Result<RunDirectory> run = RunDirectory::create(runs(), scenario_, facts_);
  ASSERT_FALSE(run);
  EXPECT_EQ(run.error().code, ErrorCode::kUsage);
  EXPECT_THAT(run.error().message, ::testing::StartsWith("cannot write into the folder"));
}

TEST_F(RunDirectoryTest, AFailureHalfWayLeavesNothing) {
  fs::create_directories(fs::path(runs()) / "latest" / "in-the-way");
  const Result<RunDirectory> run = RunDirectory::create(runs(), scenario_, facts_);
  ASSERT_FALSE(run);
  EXPECT_TRUE(fs::is_empty(fs::path(runs()) / "demo"));
  EXPECT_EQ(std::distance(fs::directory_iterator(runs()), fs::directory_iterator{}), 2);
}

TEST_F(RunDirectoryTest, TheManifestSaysWhatTheAnalysisNeeds) {
  const std::string text = manifest_json(scenario_, facts_);
  for (const char* part :
       {R"("format":1)", R"("scenario":"demo")", R"("question":"Is \"this\" written well?")",
        R"("started_utc":"20260102T030405Z")", R"("key_schema":{"orderId":"S","line":"N"})",
        R"("strategies":["blind-put","home-region"])", R"("measure_ns":30000000000)",
        R"("arrival_rate_per_region_per_s":8E1)", R"("key_count":40)", R"("uniform_keys":true)",
        R"({"from":"a","to":"b","latency":"80ms","pipeline":"0ms","constant_ns":80000000})",
        R"({"from":"b","to":"a","latency":"50ms","pipeline":"0ms"})",
        R"({"at_ns":1000000000,"for_ns":null,"text":"kill a"})",
        R"({"at_ns":1000000000,"for_ns":2000000000,"text":"pause b"})",
        R"("expect":[{"line":10,"text":"converged"}])"}) {
    EXPECT_THAT(text, ::testing::HasSubstr(part));
  }
}

}  // namespace
}  // namespace lastwrite

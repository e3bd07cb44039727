// Runs that count everything and keep a sample of keys write by write.
#include "scenarios/campaign/sampled_run.h"

#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/analyse.h"
#include "analysis/report/explain.h"
#include "analysis/report/strategy_run.h"
#include "analysis/report/terminal.h"
#include "scenarios/campaign/judged_run.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

// version-check runs lean; append-only keeps several items for one key and needs the full
// simulation.
constexpr char kScenario[] = R"(
name: sampled
regions: [us-east-1, eu-west-1]
table: {name: Orders, key: {orderId: S}}
network: {latency: 60ms}
workload: {clients_per_region: 2, arrivals: poisson(40/s), keys: uniform(40), operation: increment}
strategies: [version-check, append-only]
warm_up: 200ms
duration: 10s
)";

class SampledRunTest : public testing::Test {
 protected:
  SampledRunTest() : scenario_(load_scenario_text(kScenario, "sampled.yaml", {}).value()) {
    RunFacts facts;
    facts.runtime = "sim";
    facts.detail = "sampled";
    run_directory_.emplace(RunDirectory::create(directory_.file("runs"), scenario_, facts).value());
  }
  Result<Summary> run(std::uint64_t writes_max) {
    return run_sampled(scenario_, *run_directory_, {.writes_max = writes_max});
  }
  std::unique_ptr<StrategyRun> kept(const Summary& summary, std::size_t strategy) const {
    return load_strategy(run_directory_->path(), summary.manifest,
                         summary.strategies[strategy].name)
        .value();
  }

  TempDirectory directory_;
  Scenario scenario_;
  std::optional<RunDirectory> run_directory_;
};

// Fates by operation, of writes.
std::map<std::uint64_t, Fate> fates(const StrategyRun& run) {
  std::map<std::uint64_t, Fate> out;
  for (std::uint32_t o = 0; o < run.history.operations.size(); ++o) {
    if (run.history.operations[o].is_write()) {
      out[run.history.operations[o].id] = run.ledger.operations[o];
    }
  }
  return out;
}

TEST_F(SampledRunTest, CountsAreThoseOfTheWholeRun) {
  const Result<Summary> summary = run(200);
  ASSERT_TRUE(summary) << summary.error().message;
  for (std::size_t i = 0; i < scenario_.strategies.size(); ++i) {
    const JudgedRun whole = simulate_and_judge(scenario_, scenario_.strategies[i], {}).value();
    EXPECT_EQ(summary->strategies[i].numbers.acknowledged, whole.summary.numbers.acknowledged);
    EXPECT_EQ(summary->strategies[i].numbers.lost_total(), whole.summary.numbers.lost_total());
  }
}

TEST_F(SampledRunTest, EveryKeptWriteHasTheFateThatItHasInTheWholeRun) {
  const Result<Summary> summary = run(200);
  ASSERT_TRUE(summary) << summary.error().message;
  for (std::size_t i = 0; i < scenario_.strategies.size(); ++i) {
    const JudgedRun judged = simulate_and_judge(scenario_, scenario_.strategies[i], {}).value();
    const std::map<std::uint64_t, Fate> whole = fates(*judged.run);
    const auto sample = kept(*summary, i);
    const std::map<std::uint64_t, Fate> some = fates(*sample);
    EXPECT_GT(some.size(), 50U);
    EXPECT_LT(some.size(), whole.size());
    for (const auto& [operation, fate] : some) EXPECT_EQ(fate, whole.at(operation)) << operation;
    EXPECT_TRUE(sample->history.findings.empty());
  }
}

TEST_F(SampledRunTest, SaysHowMuchItKeepsAndKeepsNoMoreThanThat) {
  const Result<Summary> summary = run(200);
  ASSERT_TRUE(summary) << summary.error().message;
  for (std::size_t i = 0; i < scenario_.strategies.size(); ++i) {
    const std::optional<SampleSize> size = summary->strategies[i].sample;
    ASSERT_TRUE(size);
    EXPECT_LE(size->writes, 200U);
    EXPECT_LT(size->keys, size->of_keys);
    std::uint64_t accepted = 0;
    const auto held = kept(*summary, i);
    for (const Version& version : held->history.versions) accepted += version.accepted;
    EXPECT_EQ(accepted, size->writes);
  }
}

TEST_F(SampledRunTest, ExplainTellsOfKeptWritesAndTheWholeIsNotJudgedFromThem) {
  const Result<Summary> summary = run(200);
  ASSERT_TRUE(summary) << summary.error().message;
  const std::uint64_t one = fates(*kept(*summary, 0)).begin()->first;
  EXPECT_TRUE(explain(run_directory_->path(), fmt::format("version-check/{}", one)));
  EXPECT_THAT(explain(run_directory_->path(), "version-check/99999999").error().message,
              HasSubstr("the sample of keys that this run keeps"));
  EXPECT_THAT(analyse_run(run_directory_->path()).error().message,
              HasSubstr("it was run with --detail sampled"));
  EXPECT_TRUE(std::filesystem::exists(run_directory_->path() + "/run.sqlite"));
}

TEST_F(SampledRunTest, WhereNoKeyFitsTheCountsStayAndNoRowIsKept) {
  const Result<Summary> summary = run(1);
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kOk) << summary->verdict_reason;
  EXPECT_EQ(summary->strategies[0].sample->keys, 0U);
  EXPECT_THAT(render_terminal(*summary, {}), HasSubstr("no key is kept write by write"));
  EXPECT_FALSE(explain(run_directory_->path(), "version-check/1"));
}

TEST_F(SampledRunTest, InterruptedItIsUnknown) {
  int steps = 0;
  const auto summary = run_sampled(
      scenario_, *run_directory_,
      {.interrupted = [&] { return steps == 3; }, .on_step = [&](const std::string&) { ++steps; }});
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kUnknown);
  EXPECT_EQ(summary->verdict_reason, "interrupted");
  EXPECT_FALSE(std::filesystem::exists(run_directory_->path() + "/run.sqlite"));
}

}  // namespace
}  // namespace lastwrite

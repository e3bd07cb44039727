// Runs that cannot be judged again: what stays of them, and what is said.
#include "analysis/report/kept_results.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/analyse.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Judged once: one increment of two is lost, which an expectation forbids.
void judge_once(const RunDirectory& directory) {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(100).write("eu", {.session = 1, .increment = 1});
  const Planted b = run.at(110).write("us", {.session = 2, .increment = 1});
  run.at(181).deliver(a, "us", 80);
  run.at(192).deliver(b, "eu", 80);
  run.at(200).phase("heal").settle();
  directory.manifest({.expect = {"version-check.lost == 0", "converged"}});
  directory.trace("version-check", run);
  ASSERT_TRUE(analyse_run(directory.path()));
}

void lose_traces(const RunDirectory& directory) {
  std::filesystem::remove_all(directory.file("trace"));
}

TEST(KeptResults, ThereAreNoneOfARunThatCanBeJudged) {
  RunDirectory directory;
  judge_once(directory);
  const auto kept = read_kept_results(directory.path());
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_FALSE(*kept);
}

TEST(KeptResults, OfARunWithoutTracesAreWhatWasJudged) {
  RunDirectory directory;
  judge_once(directory);
  const Result<Summary> judged = analyse_run(directory.path());
  const std::string summary = directory.read("summary.json");
  lose_traces(directory);
  const auto kept = read_kept_results(directory.path());
  ASSERT_TRUE(kept && *kept);
  EXPECT_EQ((*kept)->json, summary);
  EXPECT_EQ((*kept)->summary.verdict, Verdict::kViolated);
  EXPECT_EQ((*kept)->summary.verdict_reason, judged->verdict_reason);
  EXPECT_EQ((*kept)->summary.story, judged->story);
  ASSERT_EQ((*kept)->summary.expectations.size(), 2U);
  EXPECT_EQ((*kept)->summary.expectations[0].measured, judged->expectations[0].measured);
  EXPECT_EQ((*kept)->summary.expectations[1].outcome, Verdict::kOk);
  EXPECT_THAT(analyse_run(directory.path()).error().message,
              AllOf(HasSubstr("cannot be judged again"), HasSubstr("its traces are gone")));
}

TEST(KeptResults, AreShownWithTheReasonTheStoryAndTheVerdict) {
  RunDirectory directory;
  judge_once(directory);
  lose_traces(directory);
  const auto kept = read_kept_results(directory.path());
  ASSERT_TRUE(kept && *kept);
  EXPECT_THAT(render_kept(**kept, {}),
              AllOf(HasSubstr("its traces are gone"), HasSubstr("What would have prevented it"),
                    HasSubstr("verdict: violated")));
}

TEST(KeptResults, AreShownWithoutWhatWouldMoveATerminal) {
  RunDirectory directory;
  judge_once(directory);
  lose_traces(directory);
  directory.write(
      "summary.json",
      R"({"format":1,"verdict":"ok","reason":"a\u001b[2Jb","story":"one\n\u001b[1mtwo",)"
      R"("expectations":[{"line":1,"text":"x\u0007","outcome":"ok","measured":"1"}]})");
  const auto kept = read_kept_results(directory.path());
  ASSERT_TRUE(kept && *kept) << kept.error().message;
  const std::string shown = render_kept(**kept, {});
  EXPECT_THAT(shown, AllOf(HasSubstr("one\n"), HasSubstr("verdict: ok")));
  EXPECT_THAT(shown, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\a"))));
}

TEST(KeptResults, OfADamagedSummaryAreNotGuessed) {
  RunDirectory directory;
  judge_once(directory);
  lose_traces(directory);
  directory.write("summary.json", R"({"format":1,"verdict":"ok")");
  EXPECT_EQ(read_kept_results(directory.path()).error().code, ErrorCode::kCorrupt);
  directory.write("summary.json", R"({"format":1,"verdict":"splendid"})");
  EXPECT_THAT(read_kept_results(directory.path()).error().message,
              AllOf(HasSubstr("summary.json is damaged"), HasSubstr("splendid")));
  directory.write("summary.json", R"({"format":2})");
  EXPECT_EQ(read_kept_results(directory.path()).error().code, ErrorCode::kProtocol);
}

TEST(KeptResults, WithoutThemThereIsNothingToShow) {
  RunDirectory directory;
  directory.manifest({});
  const auto kept = read_kept_results(directory.path());
  ASSERT_TRUE(kept);
  EXPECT_FALSE(*kept);
  EXPECT_THAT(analyse_run(directory.path()).error().message, HasSubstr("its traces are gone"));
}

}  // namespace
}  // namespace lastwrite

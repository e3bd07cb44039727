// `lastwrite sweep` and `merge` as processes: what Ctrl-C leaves, shards, output.
#include <csignal>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class SweepCommand : public ::testing::Test {
 protected:
  SweepCommand() { sandbox_.write("work/tiny.yaml", tiny_scenario()); }

  // A sweep of 8 cells of `duration` each.
  std::vector<std::string> sweep(const std::vector<std::string>& more,
                                 const std::string& duration = "2s") const {
    std::vector<std::string> words = {"sweep",   "tiny.yaml",
                                      "--set",   "network.latency=10ms..80ms:log8",
                                      "--set",   "duration=" + duration,
                                      "--seeds", "2",
                                      "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  std::string rows(const std::string& folder) const {
    return read_file(sandbox_.file("work/" + folder + "/rows.csv"));
  }

  Sandbox sandbox_;
};

TEST_F(SweepCommand, ShardsMergedAreTheRowsOfOneProcess) {
  EXPECT_EQ(run_program(sandbox_, sweep({"--into", "one", "--jobs", "3"})).exit_code, 0);
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    const Ended part = run_program(sandbox_, sweep({"--into", "parts", "--shard", shard}));
    EXPECT_EQ(part.exit_code, 0) << part.err;
    EXPECT_THAT(part.out, StartsWith(std::string("shard ") + shard));
  }
  const Ended merged = run_program(sandbox_, {"merge", "parts", "--into", "merged"});
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(merged.out, testing::AllOf(HasSubstr("8 of 8 cells"), HasSubstr("lost_update_rate")));
  EXPECT_EQ(rows("merged"), rows("one"));
}

TEST_F(SweepCommand, InterruptedAndResumedItGivesTheSameRows) {
  const std::string enough = "2min";
  Program broken(sandbox_, sweep({"--into", "broken", "--jobs", "1"}, enough));
  const std::string part = sandbox_.file("work/broken/part-1-of-1.csv");
  ASSERT_TRUE(wait_until([&] { return read_file(part).find("\n0,") != std::string::npos; }, 30s));
  broken.signal(SIGINT);
  const Ended ended = broken.wait();
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, testing::AllOf(HasSubstr("interrupted"),
                                        HasSubstr("--resume broken (in place of --into) goes on")));
  EXPECT_THAT(rows("broken"), HasSubstr("\n0,"));
  EXPECT_EQ(run_program(sandbox_, sweep({"--resume", "broken"}, enough)).exit_code, 0);
  EXPECT_EQ(run_program(sandbox_, sweep({"--into", "straight"}, enough)).exit_code, 0);
  EXPECT_EQ(rows("broken"), rows("straight"));
}

TEST_F(SweepCommand, ResumingAnotherSweepIsRefused) {
  EXPECT_EQ(run_program(sandbox_, sweep({"--into", "one"})).exit_code, 0);
  EXPECT_THAT(run_program(sandbox_, sweep({"--resume", "one"}, "1s")),
              complains(3, HasSubstr("belongs to another sweep")));
  EXPECT_THAT(run_program(sandbox_, sweep({"--resume", "two"})),
              complains(3, HasSubstr("holds no part-1-of-1.csv")));
}

TEST_F(SweepCommand, ABadValueIsRefusedBeforeAnythingRuns) {
  EXPECT_THAT(run_program(sandbox_, sweep({"--into", "one", "--set", "warm_up=1s,soon"})),
              complains(3, HasSubstr("'soon'")));
  EXPECT_TRUE(sandbox_.list("work/one").empty());
}

TEST_F(SweepCommand, AnUnfinishedMergeIsRefused) {
  EXPECT_EQ(run_program(sandbox_, sweep({"--into", "parts", "--shard", "1/2"})).exit_code, 0);
  EXPECT_THAT(run_program(sandbox_, {"merge", "parts", "--into", "merged"}),
              complains(3, HasSubstr("those of shard 2/2")));
}

}  // namespace
}  // namespace lastwrite

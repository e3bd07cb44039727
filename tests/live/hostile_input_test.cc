// What a user does who is in a hurry, or wants to break it: damaged runs, Ctrl-C, folders that
// cannot be written, names that no terminal should see.
#include <csignal>
#include <filesystem>
#include <memory>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

class HostileInput : public ::testing::Test {
 protected:
  HostileInput() { sandbox_.write("work/tiny.yaml", tiny_scenario()); }

  std::string summary() const { return read_file(latest_run(sandbox_) + "/summary.json"); }

  Sandbox sandbox_;
};

TEST_F(HostileInput, ATraceCutShortIsNamedAndTheSummaryStays) {
  EXPECT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--sim"})).exit_code, 0);
  const std::string before = summary();
  const std::string trace = latest_run(sandbox_) + "/trace/blind-put/driver.lwtrace";
  std::filesystem::resize_file(trace, std::filesystem::file_size(trace) / 2);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"report", latest_run(sandbox_)},
        {"explain", latest_run(sandbox_), "blind-put/1"}}) {
    EXPECT_THAT(run_program(sandbox_, words),
                complains(2, testing::AllOf(HasSubstr("driver.lwtrace"), HasSubstr("is damaged"))));
  }
  EXPECT_EQ(summary(), before);
}

TEST_F(HostileInput, ARunThatWasKilledIsNoBugOfOurs) {
  Program run(sandbox_, tiny_run(sandbox_, {"--sim", "--set", "duration=100h"}));
  ASSERT_TRUE(wait_until(
      [&] {
        return std::filesystem::exists(sandbox_.file("runs/latest/trace/blind-put/driver.lwtrace"));
      },
      30s));
  run.signal(SIGKILL);
  run.wait();
  const Ended report = run_program(sandbox_, {"report", latest_run(sandbox_)});
  EXPECT_EQ(report.exit_code, 2);
  EXPECT_THAT(report.out, HasSubstr("the program ended before the run did"));
}

TEST_F(HostileInput, ControlCLeavesACountedRunWithASummaryThatKnowsNothing) {
  Program run(sandbox_,
              tiny_run(sandbox_, {"--sim", "--detail", "summary", "--set", "duration=10000h"}));
  ASSERT_TRUE(wait_until(
      [&] { return std::filesystem::exists(sandbox_.file("runs/latest/manifest.json")); }, 30s));
  run.signal(SIGINT);
  const Ended ended = run.wait();
  EXPECT_EQ(ended.exit_code, 2) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("unknown (interrupted)")) << ended.out;
  EXPECT_THAT(summary(), HasSubstr("\"reason\":\"interrupted\""));
  EXPECT_THAT(read_file(latest_run(sandbox_) + "/manifest.json"),
              HasSubstr("\"incomplete\":\"interrupted\""));
}

TEST_F(HostileInput, SweepsOfOneSecondHaveAFolderEach) {
  std::vector<std::unique_ptr<Program>> sweeps;
  for (int i = 0; i < 4; ++i) {
    sweeps.push_back(std::make_unique<Program>(
        sandbox_,
        std::vector<std::string>{"sweep", "tiny.yaml", "--set", "network.latency=10ms,20ms",
                                 "--seeds", "1", "--quiet", "--runs", sandbox_.file("runs")}));
  }
  for (const auto& sweep : sweeps) {
    const Ended ended = sweep->wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
  }
  int folders = 0;
  for (const std::string& path : sandbox_.list("runs")) folders += path.ends_with("/rows.csv");
  EXPECT_EQ(folders, 4);
}

TEST_F(HostileInput, WhereNothingCanBeWrittenIsWrongUse) {
  const std::string file = sandbox_.write("work/file", "x");
  EXPECT_EQ(run_program(sandbox_, {"sweep", "tiny.yaml", "--set", "duration=1s,2s", "--seeds", "1",
                                   "--into", "parts", "--quiet"})
                .exit_code,
            0);
  const std::vector<std::string> sweep = {"sweep",          "tiny.yaml", "--set",
                                          "duration=1s,2s", "--seeds",   "1"};
  const auto with = [](std::vector<std::string> words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  for (const std::vector<std::string>& words :
       {with(sweep, {"--into", file}),
        with(sweep, {"--runs", file}),
        {"merge", "parts", "--into", file},
        {"shrink", "clock-skew", "--want", "lost_inverted", "--into", file},
        {"run", "tiny.yaml", "--sim", "--runs", file},
        {"run", "tiny.yaml", "--sim", "--detail", "summary", "--runs", "/proc/none"}}) {
    const Ended ended = run_program(sandbox_, words);
    EXPECT_EQ(ended.exit_code, 3) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("folder"));
  }
}

TEST_F(HostileInput, NothingReachesTheTerminalThatWouldMoveIt) {
  const Ended name = run_program(sandbox_, {"run", "\x1b[2Jnope\nx", "--sim"});
  EXPECT_THAT(name, complains(3, HasSubstr("'\\x1b[2Jnope\\nx'")));
  const Ended option = run_program(sandbox_, {"run", "tiny.yaml", "--\x1b[2J"});
  EXPECT_THAT(option, complains(3, testing::Not(HasSubstr("\x1b"))));
}

TEST_F(HostileInput, AScenarioThatIsADeviceIsRefused) {
  EXPECT_THAT(run_program(sandbox_, {"run", "/dev/zero", "--sim"}),
              complains(3, HasSubstr("/dev/zero")));
}

TEST_F(HostileInput, AManifestOrAPartThatIsADeviceIsRefused) {
  std::filesystem::create_directories(sandbox_.file("work/run"));
  std::filesystem::create_symlink("/dev/zero", sandbox_.file("work/run/manifest.json"));
  EXPECT_THAT(run_program(sandbox_, {"report", "run"}), complains(3, HasSubstr("manifest.json")));
  std::filesystem::create_directories(sandbox_.file("work/parts"));
  std::filesystem::create_symlink("/dev/zero", sandbox_.file("work/parts/part-1-of-1.csv"));
  EXPECT_EQ(run_program(sandbox_, {"merge", "parts", "--into", "joined"}).exit_code, 3);
}

TEST_F(HostileInput, AFolderWithoutANameIsRefused) {
  EXPECT_THAT(run_program(sandbox_, {"run", "tiny.yaml", "--sim", "--runs", ""}),
              complains(3, HasSubstr("--runs")));
}

TEST_F(HostileInput, ExplainSaysThatCountsKeepNoWrites) {
  EXPECT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--detail", "summary"})).exit_code,
            0);
  EXPECT_THAT(run_program(sandbox_, {"explain", latest_run(sandbox_), "blind-put/1"}),
              complains(3, HasSubstr("keeps no writes")));
}

TEST_F(HostileInput, UnknownScenarioIsAnsweredWithTheNearest) {
  EXPECT_THAT(run_program(sandbox_, {"run", "lost-conter", "--sim"}),
              complains(3, HasSubstr("did you mean 'lost-counter'?")));
}

TEST_F(HostileInput, SeedsThatWouldPassTheEndOfSixtyFourBitsAreRefused) {
  for (const char* command : {"sweep", "parity"}) {
    EXPECT_THAT(run_program(sandbox_, {command, "tiny.yaml", "--seed", "18446744073709551615",
                                       "--seeds", "5"}),
                complains(3, HasSubstr("no 5 seeds follow seed 18446744073709551615")));
  }
}

}  // namespace
}  // namespace lastwrite

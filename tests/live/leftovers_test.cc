// Whatever happens to a run, no process, no port and no file but its run directory stays behind.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include "analysis/report/analyse.h"
#include "tests/live/support/processes.h"
#include "tests/live/support/program.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<std::string> kRegions = {"us-east-1", "eu-west-1"};

std::vector<std::string> commands(const std::vector<RunningProcess>& processes) {
  std::vector<std::string> out;
  for (const RunningProcess& process : processes) {
    out.push_back(fmt::format("{}: {}", process.pid, fmt::join(process.command, " ")));
  }
  return out;
}

class Leftovers : public ::testing::Test {
 protected:
  void write_scenario(const TinyScenario& scenario) {
    sandbox_.write("work/tiny.yaml", tiny_scenario(scenario));
  }

  // Waits until both regions serve; their ports.
  std::set<std::uint16_t> wait_for_regions(const Program& run) {
    EXPECT_NE(run.wait_for_error("blind-put (1/1): measure"), "");
    std::set<std::uint16_t> ports;
    for (const std::string& region : kRegions) {
      const auto found = region_processes(sandbox_, region);
      EXPECT_EQ(found.size(), 1U) << region;
      ports.merge(listening_ports(found));
    }
    EXPECT_EQ(ports.size(), kRegions.size());
    return ports;
  }

  void expect_nothing_left() const {
    EXPECT_THAT(commands(processes_of(sandbox_)), IsEmpty());
    EXPECT_THAT(sandbox_.list("home"), IsEmpty());
    EXPECT_THAT(sandbox_.list("tmp"), IsEmpty());
    EXPECT_THAT(sandbox_.list("work"), ElementsAre("tiny.yaml"));
    for (const std::string& path : sandbox_.list("runs")) {
      const std::string name = std::filesystem::path(path).filename();
      EXPECT_NE(name, "data") << path;
      EXPECT_FALSE(name.ends_with(".db") || name.ends_with("-wal") || name.ends_with(".new"))
          << path;
    }
  }

  std::string verdict_reason() const {
    const auto summary = analyse_run(latest_run(sandbox_));
    return summary ? verdict_text(summary->verdict) + ": " + summary->verdict_reason
                   : summary.error().message;
  }

  Sandbox sandbox_;
};

TEST_F(Leftovers, NoneAfterFiveRuns) {
  write_scenario({});
  std::set<std::uint16_t> ports;
  for (int i = 0; i < 5; ++i) {
    Program run(sandbox_, tiny_run(sandbox_));
    ports.merge(wait_for_regions(run));
    const Ended ended = run.wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    expect_nothing_left();
  }
  EXPECT_THAT(still_listening(ports), IsEmpty());
  EXPECT_THAT(sandbox_.list("runs"), Contains("latest"));
}

TEST_F(Leftovers, NoneAfterControlC) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  const auto ports = wait_for_regions(run);
  run.signal(SIGINT);
  const Ended ended = run.wait(10s);
  EXPECT_EQ(ended.exit_code, 2) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("interrupted"));
  EXPECT_THAT(verdict_reason(), HasSubstr("unknown: "));
  expect_nothing_left();
  EXPECT_THAT(still_listening(ports), IsEmpty());
}

// A terminal sends Ctrl-C to the whole process group, regions included.
TEST_F(Leftovers, NoneAfterControlCReachesRegionsToo) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  wait_for_regions(run);
  for (const RunningProcess& process : processes_of(sandbox_)) ::kill(process.pid, SIGINT);
  const Ended ended = run.wait(10s);
  EXPECT_EQ(ended.exit_code, 2) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("interrupted"));
  expect_nothing_left();
}

TEST_F(Leftovers, NoneAfterControlCDuringSetup) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  ASSERT_TRUE(wait_until([&] { return !region_processes(sandbox_, "eu-west-1").empty(); }, 10s));
  run.signal(SIGINT);
  EXPECT_EQ(run.wait(10s).exit_code, 2);
  expect_nothing_left();
}

TEST_F(Leftovers, NoneAfterTheRunnerIsTerminated) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  wait_for_regions(run);
  run.signal(SIGTERM);
  EXPECT_EQ(run.wait(10s).exit_code, 2);
  expect_nothing_left();
}

TEST_F(Leftovers, NoRegionOutlivesAKilledRunner) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  const auto ports = wait_for_regions(run);
  run.signal(SIGKILL);
  EXPECT_EQ(run.wait(10s).exit_code, 128 + SIGKILL);
  EXPECT_TRUE(wait_until([&] { return processes_of(sandbox_).empty(); }, 5s))
      << fmt::format("{}", fmt::join(commands(processes_of(sandbox_)), "\n"));
  EXPECT_THAT(still_listening(ports), IsEmpty());
}

TEST_F(Leftovers, WhatAKilledUpLeavesIsRemovedByTheNextAndNothingElse) {
  write_scenario({});
  const std::vector<std::string> words = {"up", "--regions", "us-east-1", "--port", "0"};
  Program living(sandbox_, words);
  ASSERT_NE(living.wait_for_output("Ctrl-C"), "");
  const auto of_living = sandbox_.list("tmp");
  Program killed(sandbox_, words);
  ASSERT_NE(killed.wait_for_output("Ctrl-C"), "");
  killed.signal(SIGKILL);
  EXPECT_EQ(killed.wait(10s).exit_code, 128 + SIGKILL);
  EXPECT_TRUE(wait_until([&] { return region_processes(sandbox_, "us-east-1").size() == 1; }, 5s));
  EXPECT_GT(sandbox_.list("tmp").size(), of_living.size());
  Program next(sandbox_, words);
  ASSERT_NE(next.wait_for_output("Ctrl-C"), "");
  next.signal(SIGINT);
  EXPECT_EQ(next.wait(10s).exit_code, 0);
  for (const std::string& path : of_living) EXPECT_THAT(sandbox_.list("tmp"), Contains(path));
  living.signal(SIGINT);
  EXPECT_EQ(living.wait(10s).exit_code, 0);
  expect_nothing_left();
}

TEST_F(Leftovers, ARegionKilledFromOutsideMakesTheVerdictUnknown) {
  write_scenario({.duration = "60s"});
  Program run(sandbox_, tiny_run(sandbox_));
  wait_for_regions(run);
  const auto victim = region_processes(sandbox_, "eu-west-1");
  ASSERT_EQ(victim.size(), 1U);
  ::kill(victim.front().pid, SIGKILL);
  const Ended ended = run.wait(10s);
  EXPECT_EQ(ended.exit_code, 2) << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("verdict: unknown"));
  EXPECT_THAT(ended.out, HasSubstr("eu-west-1"));
  expect_nothing_left();
}

TEST_F(Leftovers, TwoRunsAtOnceDoNotDisturbEachOther) {
  write_scenario({});
  Program one(sandbox_, tiny_run(sandbox_, {"--seed", "1"}));
  Program two(sandbox_, tiny_run(sandbox_, {"--seed", "1"}));
  for (Program* run : {&one, &two}) {
    const Ended ended = run->wait();
    EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  }
  const auto folders = sandbox_.list("runs");
  EXPECT_EQ(std::count_if(folders.begin(), folders.end(),
                          [](const std::string& path) { return path.ends_with("/summary.json"); }),
            2);
  expect_nothing_left();
}

}  // namespace
}  // namespace lastwrite

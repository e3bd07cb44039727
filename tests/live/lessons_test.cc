// The course from outside: `lastwrite learn` on a pipe, and every lesson with real processes.
#include <cstdlib>
#include <filesystem>
#include <future>
#include <map>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/text_table.h"
#include "scenarios/engine/scenario_loader.h"
#include "tests/live/support/complaint.h"
#include "tests/live/support/program.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;

std::vector<std::string> learning(const Sandbox& sandbox, std::vector<std::string> words) {
  words.insert(words.begin(), "learn");
  words.insert(words.end(), {"--runs", sandbox.file("runs")});
  return words;
}

TEST(Learn, ShowsTheLadderAndWhatComesNext) {
  const Sandbox sandbox;
  const Ended fresh = run_program(sandbox, learning(sandbox, {}));
  EXPECT_EQ(fresh.exit_code, 0) << fresh.err;
  EXPECT_THAT(fresh.out,
              testing::AllOf(HasSubstr(" 1  one-region"), HasSubstr("Next: lastwrite learn 1\n")));
  ASSERT_EQ(run_program(sandbox, learning(sandbox, {"1", "--answer", "1"})).exit_code, 0);
  const Ended later = run_program(sandbox, learning(sandbox, {}));
  EXPECT_THAT(later.out, testing::AllOf(HasSubstr("✗  1  one-region"),
                                        HasSubstr("Next: lastwrite learn 2\n")));
  EXPECT_THAT(run_program(sandbox, learning(sandbox, {"--json"})).out,
              testing::AllOf(HasSubstr("\"next\":2"), HasSubstr("\"standing\":\"missed\"")));
}

TEST(Learn, TellsWhetherThePredictionHeldWithinAHundredColumns) {
  const Sandbox sandbox;
  const Ended right = run_program(sandbox, learning(sandbox, {"3", "--answer", "3"}));
  EXPECT_EQ(right.exit_code, 0) << right.err;
  EXPECT_THAT(right.out,
              testing::AllOf(HasSubstr("✓ Your prediction held."), HasSubstr("A lost write"),
                             HasSubstr("lastwrite run concurrent-puts --sim --set"),
                             HasSubstr("lastwrite learn 4"), HasSubstr("verdict: ok")));
  std::istringstream lines(right.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(sandbox.path()) == std::string::npos) {
      EXPECT_LE(display_width(line), 100U) << line;
    }
  }
  const Ended wrong = run_program(sandbox, learning(sandbox, {"3", "--answer", "1"}));
  EXPECT_EQ(wrong.exit_code, 0) << "a prediction changes no verdict";
  EXPECT_THAT(wrong.out, HasSubstr("✗ Your prediction did not hold."));
}

TEST(Learn, AsksNobodyWhenTheInputEndsOrNothingIsToBeAsked) {
  const Sandbox sandbox;
  Program asked(sandbox, learning(sandbox, {"1"}));
  asked.close_input();
  const Ended ended = asked.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_THAT(ended.out,
              testing::AllOf(HasSubstr("Your prediction (1 to 3"), HasSubstr("The run says"),
                             testing::Not(HasSubstr("Your prediction held"))));
  const Ended silent = run_program(sandbox, learning(sandbox, {"1", "--no-ask"}));
  EXPECT_EQ(silent.exit_code, 0) << silent.err;
  EXPECT_THAT(silent.out, testing::Not(HasSubstr("Your prediction")));
}

TEST(Learn, WhatCannotBeMeantIsOneSentence) {
  const Sandbox sandbox;
  EXPECT_THAT(run_program(sandbox, learning(sandbox, {"99"})),
              complains(3, HasSubstr("no lesson 99")));
  EXPECT_THAT(run_program(sandbox, learning(sandbox, {"--answer", "1"})),
              complains(3, HasSubstr("--answer needs a lesson")));
  const Ended bad = run_program(sandbox, learning(sandbox, {"1", "--answer", "7"}));
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_THAT(bad.err, HasSubstr("'7' is none of the choices: say 1 to 3"));
}

// How the lessons are run live that need more than a short duration: faults want their time.
const std::map<std::string, std::vector<std::string>>& live_sets() {
  static const std::map<std::string, std::vector<std::string>> kSets = {
      {"partition-and-heal", {"duration=4s", "faults.0.at=1s", "faults.0.for=2s"}},
      {"riak-2013", {"duration=4s", "faults.0.at=1s", "faults.0.for=2s"}},
      {"failover", {"duration=4s", "faults.0.at=2s"}},
      {"version-aba", {"duration=6s"}},
      {"deletes-come-back", {"duration=7s"}},
      {"sessions-that-expire", {"duration=5s"}},
      {"torn-transactions", {"duration=5s"}},
      {"split-brain", {"duration=6s"}},  // a p99 takes a thousand records
      {"roaming-sessions", {"duration=5s"}},
  };
  return kSets;
}

std::vector<std::string> sets_of(const std::string& lesson) {
  const auto known = live_sets().find(lesson);
  return known == live_sets().end() ? std::vector<std::string>{"duration=3s"} : known->second;
}

Ended run_live(const Sandbox& sandbox, const std::string& lesson) {
  std::vector<std::string> words = {
      "run", lesson, "--quiet", "--runs", sandbox.file("runs-" + lesson), "--set", "warm_up=300ms"};
  for (const std::string& set : sets_of(lesson)) words.insert(words.end(), {"--set", set});
  return Program(sandbox, words).wait(120s);
}

// Four at a time: they wait rather than compute.
TEST(LiveLessons, EachKeepsItsExpectationsWithRealProcesses) {
  const char* root = std::getenv("LASTWRITE_SOURCE_DIR");
  ASSERT_NE(root, nullptr) << "LASTWRITE_SOURCE_DIR is not set: run it through ctest";
  std::vector<std::string> lessons;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(root) + "/scenarios")) {
    if (!std::filesystem::exists(entry.path() / "scenario.yaml")) continue;
    const auto scenario = load_scenario(entry.path().string(), {});
    ASSERT_TRUE(scenario) << scenario.error().message;
    if (scenario->lesson) lessons.push_back(scenario->name);
  }
  ASSERT_GE(lessons.size(), 14U);
  const Sandbox sandbox;
  constexpr std::size_t kAtATime = 4;
  std::vector<std::future<void>> workers;
  for (std::size_t first = 0; first < kAtATime; ++first) {
    workers.push_back(std::async(std::launch::async, [&, first] {
      for (std::size_t i = first; i < lessons.size(); i += kAtATime) {
        const Ended ended = run_live(sandbox, lessons[i]);
        EXPECT_EQ(ended.exit_code, 0) << lessons[i] << "\n" << ended.out << ended.err;
      }
    }));
  }
}

}  // namespace
}  // namespace lastwrite

// The command line: help, version, and what cannot be meant.
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/text_table.h"
#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::vector<std::string> kCommands = {
    "run",    "list",    "learn", "report", "explain", "sweep", "merge",      "shrink",
    "parity", "oracles", "up",    "region", "export",  "lag",   "completion", "man"};

TEST(CommandLine, HelpOfTheProgramAndOfEveryCommandHasAnExample) {
  const Sandbox sandbox;
  std::vector<std::vector<std::string>> all = {{"--help"}};
  for (const std::string& command : kCommands) all.push_back({command, "--help"});
  for (const auto& words : all) {
    const Ended help = run_program(sandbox, words);
    EXPECT_EQ(help.exit_code, 0) << words.front();
    EXPECT_THAT(help.err, IsEmpty());
    EXPECT_THAT(help.out, testing::AllOf(HasSubstr("Usage: lastwrite"), HasSubstr("Example"),
                                         HasSubstr("lastwrite ")))
        << words.front();
  }
}

TEST(CommandLine, NoLineOfAnyHelpIsWiderThanAHundredColumns) {
  const Sandbox sandbox;
  std::vector<std::vector<std::string>> all = {{"--help"}, {"ctl", "--help"}};
  for (const std::string& command : kCommands) all.push_back({command, "--help"});
  for (const char* command : {"status", "losses", "link", "partition", "pause", "clock", "restart"})
    all.push_back({"ctl", command, "--help"});
  for (const auto& words : all) {
    std::istringstream lines(run_program(sandbox, words).out);
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), 100U) << words.front() << ": " << line;
  }
}

TEST(CommandLine, VersionIsToldByTheProgramAndByEveryCommand) {
  const Sandbox sandbox;
  const Ended program = run_program(sandbox, {"--version"});
  EXPECT_EQ(program.exit_code, 0);
  EXPECT_THAT(program.out, StartsWith("lastwrite " LASTWRITE_VERSION));
  for (const std::string& command : kCommands) {
    const Ended version = run_program(sandbox, {command, "--version"});
    EXPECT_EQ(version.exit_code, 0) << command << version.err;
    EXPECT_EQ(version.out, program.out) << command;
  }
}

TEST(CommandLine, MissingCommandIsAnsweredWithTheCommandsThereAre) {
  EXPECT_THAT(run_program(Sandbox(), {}),
              complains(3, testing::AllOf(HasSubstr("run"), HasSubstr("--help"))));
}

TEST(CommandLine, UnknownCommandIsAnsweredWithTheNearest) {
  EXPECT_THAT(
      run_program(Sandbox(), {"explian", "runs/latest"}),
      complains(3, testing::AllOf(HasSubstr("'explian'"), HasSubstr("did you mean 'explain'?"))));
}

TEST(CommandLine, MissingArgumentNamesTheCommand) {
  EXPECT_THAT(run_program(Sandbox(), {"run"}),
              complains(3, testing::AllOf(StartsWith("lastwrite run: "), HasSubstr("SCENARIO"),
                                          HasSubstr("--help"))));
}

TEST(CommandLine, UnknownOptionIsNamed) {
  EXPECT_THAT(run_program(Sandbox(), {"run", "lost-counter", "--sede", "7"}),
              complains(3, testing::AllOf(StartsWith("lastwrite run: "), HasSubstr("--sede"))));
}

TEST(CommandLine, ListNamesEveryScenarioWithItsQuestion) {
  const Ended list = run_program(Sandbox(), {"list"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_THAT(list.out, testing::AllOf(HasSubstr("lost-counter "), HasSubstr("?")));
}

// --- runs that cannot be looked at
// ----------------------------------------------------------------

class BadRun : public ::testing::TestWithParam<std::string> {
 protected:
  // `report RUN`, or `explain RUN blind-put/1`.
  Ended look_at(const std::string& run) {
    std::vector<std::string> words = {GetParam(), run};
    if (GetParam() == "explain") words.push_back("blind-put/1");
    return run_program(sandbox_, words);
  }
  Sandbox sandbox_;
};

TEST_P(BadRun, MissingFolderIsRefused) {
  EXPECT_THAT(look_at("runs/nope"), complains(3, HasSubstr("runs/nope is no run directory")));
}

TEST_P(BadRun, EmptyFolderIsRefused) {
  EXPECT_THAT(look_at(sandbox_.path()), complains(3, HasSubstr("is no run directory")));
}

TEST_P(BadRun, DamagedManifestIsNamed) {
  sandbox_.write("work/run/manifest.json", "{\"format\": 1, ");
  EXPECT_THAT(look_at("run"), complains(2, testing::AllOf(HasSubstr("run/manifest.json is damaged"),
                                                          testing::Not(HasSubstr("boost")),
                                                          testing::Not(HasSubstr(".hpp")))));
  EXPECT_THAT(sandbox_.list("work/run"), ::testing::ElementsAre("manifest.json"));
}

TEST_P(BadRun, ManifestOfAnotherFormatIsNamed) {
  sandbox_.write("work/run/manifest.json", "{\"format\": 99}");
  EXPECT_THAT(look_at("run"), complains(2, HasSubstr("format 99")));
}

TEST_P(BadRun, DamagedTraceIsNamed) {
  sandbox_.write(
      "work/run/manifest.json",
      R"({"format":1,"scenario":"tiny","seed":1,"regions":["a"],"strategies":["blind-put"]})");
  sandbox_.write("work/run/trace/blind-put/driver.lwtrace", "this is no trace");
  EXPECT_THAT(look_at("run"), complains(2, HasSubstr("driver.lwtrace")));
}

INSTANTIATE_TEST_SUITE_P(Commands, BadRun, ::testing::Values("report", "explain"),
                         [](const auto& one) { return one.param; });

TEST(Explain, UnknownWriteIsAnsweredWithOneThatThereIs) {
  Sandbox sandbox;
  sandbox.write("work/tiny.yaml", tiny_scenario({.duration = "200ms"}));
  ASSERT_EQ(run_program(sandbox, tiny_run(sandbox)).exit_code, 0);
  const std::string run = latest_run(sandbox);
  EXPECT_THAT(run_program(sandbox, {"explain", run, "blind-put/999999"}),
              complains(3, testing::AllOf(HasSubstr("no write blind-put/999999"),
                                          HasSubstr("try blind-put/"))));
  EXPECT_THAT(run_program(sandbox, {"explain", run, "pray/1"}),
              complains(3, HasSubstr("blind-put")));
  EXPECT_THAT(run_program(sandbox, {"explain", run, "seven"}),
              complains(3, HasSubstr("blind-put/17")));
}

}  // namespace
}  // namespace lastwrite

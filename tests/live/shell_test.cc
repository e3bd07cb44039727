// What shells and manuals get: completion, lastwrite(1), JSON, and no colour where none is wanted.
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Shell : public testing::Test {
 protected:
  // What bash would offer for a command line; `words` end with the one at the cursor.
  std::string offered(const std::string& words) {
    const std::string script =
        "source " + script_ + "\nCOMP_WORDS=(" + program_path() + " " + words + ")\n" +
        "COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_lastwrite\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    const Ended bash = Program(sandbox_, {"-c", script}, "/bin/bash").wait();
    EXPECT_EQ(bash.err, "");
    return bash.out;
  }

  Sandbox sandbox_;
  std::string script_ =
      sandbox_.write("work/completion.bash", run_program(sandbox_, {"completion", "bash"}).out);
};

TEST_F(Shell, BashTakesTheScript) {
  const Ended checked = Program(sandbox_, {"-n", script_}, "/bin/bash").wait();
  EXPECT_EQ(checked.exit_code, 0) << checked.err;
}

TEST_F(Shell, BashCompletesCommandsOptionsAndValues) {
  EXPECT_EQ(offered("exp"), "explain\nexport\n");
  EXPECT_EQ(offered("run --sto"), "--store\n");
  EXPECT_EQ(offered("run lost-counter --sim --store ''"), "memory\nsqlite\n");
  EXPECT_EQ(offered("run lost-counter --store = sq"), "sqlite\n");
  EXPECT_EQ(offered("ctl par"), "partition\n");
  EXPECT_THAT(offered("ctl link us-east-1 eu-west-1 --lat"), HasSubstr("--latency\n"));
  EXPECT_EQ(offered("completion z"), "zsh\n");
  EXPECT_EQ(offered("run --seed 7 lost-cou"), "lost-counter\n");
}

TEST_F(Shell, BashCompletesFoldersWhereOneIsMeant) {
  std::filesystem::create_directories(sandbox_.file("work/runs-of-mine"));
  sandbox_.write("work/runs-file", "");
  EXPECT_EQ(offered("report runs-"), "runs-of-mine\n");
  EXPECT_EQ(offered("export runs-of-mine --into runs-"), "runs-of-mine\n");
}

TEST_F(Shell, ZshTakesItsScript) {
  const std::string script =
      sandbox_.write("work/_lastwrite", run_program(sandbox_, {"completion", "zsh"}).out);
  EXPECT_THAT(read_file(script), StartsWith("#compdef lastwrite\n"));
  if (!std::filesystem::exists("/usr/bin/zsh")) GTEST_SKIP() << "the package zsh is not there";
  const Ended checked = Program(sandbox_,
                                {"-fc", "autoload -U compinit; compinit -u -D; source " + script +
                                            "; whence -w _lastwrite_run; "
                                            "print -- $_comps[lastwrite]"},
                                "/usr/bin/zsh")
                            .wait();
  EXPECT_EQ(checked.err, "");
  EXPECT_EQ(checked.out, "_lastwrite_run: function\n_lastwrite\n");
}

TEST_F(Shell, TheManualNamesEveryCommandAndGroffWarnsOfNothing) {
  const Ended man = run_program(sandbox_, {"man"});
  EXPECT_EQ(man.exit_code, 0);
  for (const char* command : {"run", "export", "lag", "up", "ctl link", "completion"})
    EXPECT_THAT(man.out, HasSubstr(std::string(".SS \"lastwrite ") + command + "\"\n"));
  EXPECT_THAT(man.out, testing::AllOf(HasSubstr("\\fB\\-\\-threshold\\fR"), HasSubstr("NO_COLOR")));
  if (!std::filesystem::exists("/usr/share/groff") || !std::filesystem::exists("/usr/bin/groff"))
    GTEST_SKIP() << "the package groff is not there";
  const std::string page = sandbox_.write("work/lastwrite.1", man.out);
  const Ended shown =
      Program(sandbox_, {"-man", "-Kutf8", "-Tutf8", "-P-cbu", "-ww", page}, "/usr/bin/groff")
          .wait();
  EXPECT_EQ(shown.exit_code, 0);
  EXPECT_THAT(shown.err, IsEmpty());
  EXPECT_THAT(shown.out, HasSubstr("--threshold"));
}

TEST_F(Shell, ListsAndStoriesComeAsJsonToo) {
  const Ended list = run_program(sandbox_, {"list", "--json"});
  EXPECT_THAT(list.out, HasSubstr("{\"name\": \"lost-counter\", \"question\": \"Does a version"));
  const auto parsed = [&](const std::string& text) {
    const std::string file = sandbox_.write("work/some.json", text);
    return Program(sandbox_, {"-m", "json.tool", file}, "/usr/bin/python3").wait();
  };
  EXPECT_EQ(parsed(list.out).exit_code, 0) << list.out;
  sandbox_.write("work/tiny.yaml", tiny_scenario({.duration = "200ms"}));
  ASSERT_LE(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet"})).exit_code, 2);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"explain", latest_run(sandbox_), "blind-put/1", "--json"},
           {"verify-determinism", sandbox_.file("work/tiny.yaml"), "--json"},
           {"shrink", sandbox_.file("work/tiny.yaml"), "--want", "blind-put.acknowledged > 0",
            "--json", "--tries", "20"},
           {"lag", "--from", latest_run(sandbox_), "--json"}}) {
    const Ended said = run_program(sandbox_, words);
    EXPECT_EQ(said.exit_code, 0) << words.front() << said.err;
    EXPECT_EQ(parsed(said.out).exit_code, 0) << words.front() << ": " << said.out;
  }
}

// script(1) gives the program a terminal.
TEST_F(Shell, ColourIsForTerminalsAndNotWithNoColor) {
  if (!std::filesystem::exists("/usr/bin/script")) GTEST_SKIP() << "there is no script(1)";
  sandbox_.write("work/tiny.yaml", tiny_scenario({.duration = "200ms"}));
  ASSERT_LE(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet"})).exit_code, 2);
  for (const std::string& words :
       {"lag --from " + latest_run(sandbox_), "report " + latest_run(sandbox_)}) {
    const auto on_terminal = [&](const std::string& before) {
      const std::string line = before + " " + program_path() + " " + words;
      return Program(sandbox_, {"-qec", line, "/dev/null"}, "/usr/bin/script").wait().out;
    };
    EXPECT_THAT(on_terminal("TERM=xterm NO_COLOR="), HasSubstr("\x1b[")) << words;
    for (const char* plain : {"TERM=xterm NO_COLOR=1", "TERM=dumb NO_COLOR="})
      EXPECT_THAT(on_terminal(plain),
                  testing::AllOf(testing::Not(HasSubstr("\x1b[")), HasSubstr("ReplicationLatency")))
          << words;
  }
}

}  // namespace
}  // namespace lastwrite

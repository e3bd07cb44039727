// report.html as the command line has it: written by a run, opened if asked, written again later.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/page/page_template.h"
#include "tests/live/support/complaint.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReportPageFile : public ::testing::Test {
 protected:
  void SetUp() override {
    if (page_template().empty()) GTEST_SKIP() << "built without the page";
    sandbox_.write("work/tiny.yaml", tiny_scenario());
  }

  // A browser that writes down what it is told to open.
  std::string planted_browser(const std::string& name) const {
    const std::string path =
        sandbox_.write(name, "#!/bin/sh\necho \"$1\" >" + sandbox_.file("told.new") + "\nmv " +
                                 sandbox_.file("told.new") + " " + sandbox_.file("told") + "\n");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    return path;
  }
  std::string page() const { return latest_run(sandbox_) + "/report.html"; }

  const Sandbox sandbox_;
};

TEST_F(ReportPageFile, OfASimulatedRunIsNamedAtTheEndOfTheReport) {
  const Ended run = run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet"}));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, ::testing::EndsWith("report.html\n"));
  EXPECT_THAT(run.err, IsEmpty());
  EXPECT_THAT(read_file(page()), HasSubstr(R"("scenario":"tiny")"));
}

TEST_F(ReportPageFile, OfALiveRunIsThere) {
  EXPECT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--quiet"})).exit_code, 0);
  EXPECT_THAT(read_file(page()), HasSubstr(R"("runtime":"live")"));
}

TEST_F(ReportPageFile, JsonIsPrintedAloneAndThePageWritten) {
  const Ended run = run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--json"}));
  EXPECT_THAT(run.out, ::testing::Not(HasSubstr("report.html")));
  EXPECT_TRUE(std::filesystem::exists(page()));
}

TEST_F(ReportPageFile, IsOpenedInTheFirstBrowserThatIsThereAndNotOnATerminal) {
  std::vector<std::string> words = {"BROWSER=" + sandbox_.file("none") + ":" +
                                        planted_browser("w3m") + ":" + planted_browser("b"),
                                    program_path()};
  for (const std::string& word : tiny_run(sandbox_, {"--sim", "--quiet", "--open"})) {
    words.push_back(word);
  }
  const Ended run = Program(sandbox_, words, "/usr/bin/env").wait();
  EXPECT_EQ(run.exit_code, 0) << run.err;
  ASSERT_TRUE(wait_until([&] { return std::filesystem::exists(sandbox_.file("told")); }, 20s));
  const std::string told = read_file(sandbox_.file("told"));
  EXPECT_THAT(told, ::testing::AllOf(::testing::StartsWith("/"), HasSubstr("report.html")));
}

TEST_F(ReportPageFile, WithoutABrowserASentenceSaysSoAndTheVerdictStands) {
  const Ended run = run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet", "--open"}));
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.err, HasSubstr("open "));
  EXPECT_THAT(run.err, HasSubstr("report.html yourself"));
}

TEST_F(ReportPageFile, IsWrittenAgainByReport) {
  ASSERT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet"})).exit_code, 0);
  const std::string before = read_file(page());
  std::filesystem::remove(page());
  const Ended report = run_program(sandbox_, {"report", latest_run(sandbox_)});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_THAT(report.out, HasSubstr("report.html"));
  EXPECT_EQ(read_file(page()), before);
}

TEST_F(ReportPageFile, OfARunThatOnlyCountedHasItsTables) {
  ASSERT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--detail", "summary"})).exit_code,
            0);
  EXPECT_THAT(read_file(page()), HasSubstr(R"("detail":"summary")"));
}

// A run that counted: its page is made again from its counts (and its sample, if it keeps one).
class CountedPageFile : public ReportPageFile, public ::testing::WithParamInterface<const char*> {};

TEST_P(CountedPageFile, IsWrittenAgainByReport) {
  const Ended run =
      run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet", "--detail", GetParam()}));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const std::string before = read_file(page());
  const std::string summary = read_file(latest_run(sandbox_) + "/summary.json");
  std::filesystem::remove(page());
  const Ended report = run_program(sandbox_, {"report", latest_run(sandbox_)});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_THAT(report.out, ::testing::AllOf(HasSubstr(std::string("--detail ") + GetParam()),
                                           HasSubstr("verdict: ok"), HasSubstr("report.html")));
  EXPECT_EQ(read_file(page()), before);
  EXPECT_EQ(run_program(sandbox_, {"report", latest_run(sandbox_), "--json"}).out, summary);
}

INSTANTIATE_TEST_SUITE_P(Details, CountedPageFile, ::testing::Values("summary", "sampled"));

TEST_F(ReportPageFile, OfARunWhoseTracesAreGoneStaysAsItIs) {
  ASSERT_EQ(run_program(sandbox_, tiny_run(sandbox_, {"--sim", "--quiet"})).exit_code, 0);
  const std::string before = read_file(page());
  std::filesystem::remove_all(latest_run(sandbox_) + "/trace");
  const Ended report = run_program(sandbox_, {"report", latest_run(sandbox_)});
  EXPECT_EQ(report.exit_code, 0) << report.err;
  EXPECT_THAT(report.out, ::testing::AllOf(HasSubstr("stays as it was judged"),
                                           HasSubstr("report.html"), HasSubstr("verdict: ok")));
  EXPECT_EQ(read_file(page()), before);
  std::filesystem::remove(page());
  const Ended pageless = run_program(sandbox_, {"report", latest_run(sandbox_)});
  EXPECT_EQ(pageless.exit_code, 0);
  EXPECT_THAT(pageless.err, HasSubstr("without its traces none can be made"));
}

}  // namespace
}  // namespace lastwrite

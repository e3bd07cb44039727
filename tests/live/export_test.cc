// `lastwrite export`: each format opened by something real.
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

std::string tests_folder() {
  return std::string(std::getenv("LASTWRITE_SOURCE_DIR")) + "/tests/conformance/";
}

// A simulated run with a partition, three regions, three strategies.
class Exports : public testing::Test {
 protected:
  Exports() {
    const Ended run = run_program(
        sandbox_, {"run", "lost-counter", "--sim", "--quiet", "--seed", "3", "--runs", runs_});
    EXPECT_LE(run.exit_code, 1) << run.err;
    run_ = latest_run(sandbox_);
  }
  Ended export_as(const std::string& format, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"export", run_, "--format", format};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(sandbox_, words);
  }
  void export_all() {
    for (const char* format : {"csv", "jsonl", "edn", "elle", "shiviz", "perfetto", "hdr"}) {
      const Ended done = export_as(format, {"--into", out_});
      ASSERT_EQ(done.exit_code, 0) << done.err;
    }
  }
  void expect_holds(const std::vector<std::string>& words) {
    const Ended opened = Program(sandbox_, words, "/usr/bin/env").wait(120s);
    EXPECT_EQ(opened.exit_code, 0) << opened.out << opened.err;
    EXPECT_THAT(opened.out, HasSubstr("all claims hold"));
  }

  Sandbox sandbox_;
  std::string runs_ = sandbox_.file("runs");
  std::string out_ = sandbox_.file("work/out");
  std::string run_;
};

TEST_F(Exports, PythonOpensTablesTracesLogsAndPercentiles) {
  export_all();
  expect_holds({"/usr/bin/python3", tests_folder() + "exports.py", out_, run_ + "/summary.json",
                "version-check"});
}

TEST_F(Exports, EdnAndHdrLibrariesOfNpmOpenThem) {
  const std::string modules =
      std::string(std::getenv("LASTWRITE_SOURCE_DIR")) + "/build/npm/conformance";
  if (!std::filesystem::exists(modules + "/node_modules"))
    GTEST_SKIP() << "npm's modules are not there: ./dev test installs them";
  export_all();
  expect_holds({"LASTWRITE_NODE_MODULES=" + modules, "node", tests_folder() + "js/exports.mjs",
                out_, "version-check"});
}

TEST_F(Exports, OneFileCanGoToStandardOutput) {
  const Ended printed =
      export_as("csv", {"--table", "writes", "--strategy", "blind-put", "--output", "-"});
  EXPECT_EQ(printed.exit_code, 0) << printed.err;
  EXPECT_THAT(printed.out, StartsWith("strategy,operation,task"));
  EXPECT_THAT(printed.err, IsEmpty());
}

TEST_F(Exports, FilesAreNamedForPeopleAndMachines) {
  EXPECT_EQ(export_as("elle", {"--into", out_, "--strategy", "blind-put"}).out,
            out_ + "/elle-blind-put.edn\n");
  const Ended again = export_as("elle", {"--into", out_, "--strategy", "blind-put"});
  EXPECT_THAT(again, complains(3, HasSubstr("give --force to replace it")));
  const Ended json =
      export_as("elle", {"--into", out_, "--strategy", "blind-put", "--force", "--json"});
  EXPECT_EQ(json.out, "{\"files\": [\"" + out_ + "/elle-blind-put.edn\"], \"remarks\": []}\n");
  EXPECT_THAT(export_as("edn", {"--into", out_, "--quiet"}).out, IsEmpty());
}

TEST_F(Exports, WhatCannotBeMeantIsToldInOneSentence) {
  EXPECT_THAT(run_program(sandbox_, {"export", "runs/nope", "--format", "csv"}),
              complains(3, HasSubstr("runs/nope is no run directory")));
  EXPECT_THAT(export_as("xml"),
              complains(3, testing::AllOf(HasSubstr("--format"), HasSubstr("perfetto"))));
  EXPECT_THAT(export_as("hdr", {"--item", "nope"}), complains(3, HasSubstr("try key-")));
  std::filesystem::resize_file(run_ + "/trace/blind-put/driver.lwtrace", 1000);
  EXPECT_THAT(export_as("csv"), complains(2, HasSubstr("it is damaged")));
  EXPECT_FALSE(std::filesystem::exists(run_ + "/export"));
}

TEST_F(Exports, RunsThatKeepNoWritesSaySo) {
  ASSERT_LE(run_program(sandbox_, {"run", "concurrent-puts", "--sim", "--quiet", "--detail",
                                   "summary", "--runs", runs_})
                .exit_code,
            2);
  run_ = latest_run(sandbox_);
  EXPECT_THAT(export_as("csv"), complains(3, HasSubstr("--detail summary")));
  EXPECT_THAT(run_program(sandbox_, {"lag", "--from", run_}),
              complains(3, HasSubstr("keeps no samples")));
}

TEST_F(Exports, TheLagReportReadsRunsDatabasesAndWhatWasExported) {
  ASSERT_EQ(export_as("csv", {"--into", out_}).exit_code, 0);
  const Ended run = run_program(sandbox_, {"lag", "--from", run_});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, testing::AllOf(HasSubstr("us-east-1\n  → "), HasSubstr("95 % intervals"),
                                      HasSubstr("ReplicationLatency > 5000 ms")));
  const auto rows = [&](const std::string& from) {
    const Ended json = run_program(sandbox_, {"lag", "--json", "--from", from});
    EXPECT_EQ(json.exit_code, 0) << json.err;
    const auto begin = json.out.find("\"records\"");
    return json.out.substr(begin, json.out.find("\"max_ms\"") - begin);
  };
  const std::string exact = rows(run_);
  EXPECT_THAT(exact, HasSubstr("\"p90_ms\":{\"value\":"));
  EXPECT_EQ(rows(run_ + "/run.sqlite"), exact);
  EXPECT_EQ(rows(run_ + "/lag.csv"), exact);
  EXPECT_EQ(rows(out_ + "/replication.csv"), exact);
}

}  // namespace
}  // namespace lastwrite

// Whole run directories: what analyse_run() writes, returns and refuses, and what the terminal
// shows.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <sqlite3.h>

#include "analysis/report/analyse.h"
#include "analysis/report/explain.h"
#include "analysis/report/terminal.h"
#include "analysis/report/text_table.h"
#include "analysis/report/whole_traces.h"
#include "tests/analysis/run_directory.h"

namespace lastwrite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Two regions increment one counter under a version check, 80 ms apart: two of the four writes are
// lost.
PlantedRun lost_counter() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted zero = run.at(5).write("eu", {.session = 1, .increment = 1});
  run.at(85).deliver(zero, "us", 80);
  const Planted a =
      run.at(100).write("eu", {.session = 1, .from = zero, .conditional = true, .increment = 1});
  const Planted b =
      run.at(110).write("us", {.session = 2, .from = zero, .conditional = true, .increment = 1});
  run.at(120).refused("us", {.session = 3, .from = zero, .conditional = true, .increment = 1});
  run.at(181).deliver(a, "us", 80);
  run.at(192).deliver(b, "eu", 80);
  run.at(200).phase("heal").settle();
  return run;
}

TEST(AnalyseRun, CountsLossesDriftAndRefusals) {
  RunDirectory directory;
  directory.manifest({.expect = {"version-check.lost_update_rate > 5%", "converged"}});
  directory.trace("version-check", lost_counter());
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  const Tally& numbers = summary->strategies.at(0).numbers;
  EXPECT_EQ(numbers.attempted, 4u);
  EXPECT_EQ(numbers.acknowledged, 3u);
  EXPECT_EQ(numbers.condition_failures, 1u);
  EXPECT_EQ(numbers.count(Fate::kLostConcurrent), 1u);
  EXPECT_EQ(numbers.counter_drift, 1);
  EXPECT_EQ(numbers.anomalies.double_cas, 1u);
  EXPECT_EQ(numbers.anomalies.fork_points, 1u);
  EXPECT_EQ(numbers.anomalies.conflict_pairs, 1u);
  EXPECT_EQ(numbers.anomalies.resolution_events, 2u);
  EXPECT_EQ(summary->verdict, Verdict::kOk) << summary->verdict_reason;
  EXPECT_THAT(summary->story, HasSubstr("What would have prevented it"));
}

TEST(AnalyseRun, WritesItsThreeFilesWhole) {
  RunDirectory directory;
  directory.manifest({});
  directory.trace("version-check", lost_counter());
  ASSERT_TRUE(analyse_run(directory.path()));
  ASSERT_TRUE(analyse_run(directory.path())) << "a second time over the first";
  EXPECT_THAT(directory.read("summary.json"), HasSubstr("\"verdict\":\"ok\""));
  EXPECT_THAT(directory.read("lag.csv"),
              HasSubstr("version-check,eu,us,5000000,80000000,80000000,installed\n"));
  EXPECT_FALSE(directory.has("run.sqlite.tmp"));
  EXPECT_FALSE(directory.has("summary.json.tmp"));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(directory.file("run.sqlite").c_str(), &database), SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  const char* query =
      "SELECT w.operation, d.operation FROM writes w JOIN writes d ON d.stamp = w.displacer"
      " AND d.item = w.item WHERE w.fate = 'lost_concurrent'";
  ASSERT_EQ(sqlite3_prepare_v2(database, query, -1, &statement, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
  EXPECT_EQ(sqlite3_column_int(statement, 0), 2);
  EXPECT_EQ(sqlite3_column_int(statement, 1), 3);
  sqlite3_finalize(statement);
  sqlite3_close(database);
}

// eu writes; a roaming client reads there and at once in us, which has heard of nothing.
PlantedRun stale_read() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.session = 1});
  run.at(20).read("eu", 1);
  run.at(30).read("us", 1);
  run.at(200).phase("heal").settle();
  return run;
}

TEST(AnalyseRun, TellsStaleReadsEverywhereItReports) {
  RunDirectory directory;
  directory.manifest({.expect = {"version-check.stale_read_share == 50%",
                                 "version-check.read_your_writes_violations == 1",
                                 "version-check.monotonic_reads_violations == 1",
                                 "version-check.divergence_share == 95%"}});
  directory.trace("version-check", stale_read());
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kOk) << summary->verdict_reason;
  EXPECT_THAT(render_terminal(*summary, {}), HasSubstr("Staleness and sessions"));
  const std::string json = directory.read("summary.json");
  EXPECT_THAT(json, HasSubstr(R"("read_your_writes":{"checked":2,"violated":1})"));
  EXPECT_THAT(json, HasSubstr(R"("k_max":1)"));
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(directory.file("run.sqlite").c_str(), &database), SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  const char* query = "SELECT region, k, read_your_writes, monotonic_reads FROM reads WHERE k > 0";
  ASSERT_EQ(sqlite3_prepare_v2(database, query, -1, &statement, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(statement), SQLITE_ROW);
  EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)), "us");
  EXPECT_EQ(sqlite3_column_int(statement, 1), 1);
  EXPECT_EQ(sqlite3_column_int(statement, 2), 1);
  EXPECT_EQ(sqlite3_column_int(statement, 3), 1);
  EXPECT_EQ(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_finalize(statement);
  sqlite3_close(database);
}

TEST(AnalyseRun, AnInterruptedRunIsUnknownAndNoError) {
  RunDirectory directory;
  directory.manifest({.strategies = {"version-check", "home-region"}, .incomplete = "interrupted"});
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu");
  directory.trace("version-check", run);
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kUnknown);
  EXPECT_EQ(summary->verdict_reason, "interrupted");
  EXPECT_EQ(summary->strategies.size(), 1u);
}

TEST(AnalyseRun, AnEmptyRunOfOneRegionIsOk) {
  RunDirectory directory;
  directory.manifest({.regions = {"eu"}});
  PlantedRun run({"eu"});
  run.at(0).phase("measure").at(10).settle();
  directory.trace("version-check", run);
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kOk);
  EXPECT_EQ(summary->story, "");
  EXPECT_THAT(render_terminal(*summary, {}), HasSubstr("verdict: ok"));
}

TEST(AnalyseRun, ARegionLostWithoutAFaultIsUnknown) {
  RunDirectory directory;
  directory.manifest({});
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure").at(10).settle({"us"});
  directory.trace("version-check", run);
  EXPECT_EQ(analyse_run(directory.path())->verdict, Verdict::kUnknown);
  directory.manifest({.faults = R"([{"at_ns":1,"for_ns":0,"text":"kill us"}])"});
  EXPECT_EQ(analyse_run(directory.path())->verdict, Verdict::kOk);
}

TEST(AnalyseRun, AContradictionInTheTraceIsUnknownAndLoud) {
  RunDirectory directory;
  directory.manifest({});
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  run.at(10).write("eu", {.accepted = false});
  run.at(90).settle();
  directory.trace("version-check", run);
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->verdict, Verdict::kUnknown);
  EXPECT_THAT(render_terminal(*summary, {}), HasSubstr("BUG version-check: operation 1"));
}

TEST(AnalyseRun, AFailedExpectationIsViolated) {
  RunDirectory directory;
  directory.manifest({.expect = {"version-check.lost == 0"}});
  directory.trace("version-check", lost_counter());
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->verdict, Verdict::kViolated);
  EXPECT_EQ(summary->expectations.at(0).measured, "1");
}

TEST(AnalyseRun, ATornTailIsCounted) {
  RunDirectory directory;
  directory.manifest({});
  directory.trace("version-check", lost_counter());
  std::ofstream(directory.file("trace/version-check/eu.0.lwtrace"), std::ios::app) << "\x20\x09";
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->strategies.at(0).torn_files, 1u);
  EXPECT_EQ(summary->verdict, Verdict::kOk);
}

TEST(AnalyseRun, ATraceThatWasCutShortSinceIsNamedAndTheSummaryStays) {
  RunDirectory directory;
  directory.trace("version-check", lost_counter());
  const std::string trace = "trace/version-check/us.0.lwtrace";
  const auto bytes = std::filesystem::file_size(directory.file(trace));
  directory.manifest({.trace_bytes = fmt::format(R"({{"version-check/us.0.lwtrace":{}}})", bytes)});
  ASSERT_TRUE(analyse_run(directory.path()));
  const std::string summary = directory.read("summary.json");
  std::filesystem::resize_file(directory.file(trace), bytes / 2);
  const Result<Summary> cut = analyse_run(directory.path());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, ErrorCode::kCorrupt);
  EXPECT_THAT(cut.error().message, AllOf(HasSubstr(trace), HasSubstr("cannot be judged again")));
  EXPECT_FALSE(explain(directory.path(), "version-check/1"));
  EXPECT_EQ(directory.read("summary.json"), summary);
  std::filesystem::remove(directory.file(trace));
  EXPECT_THAT(analyse_run(directory.path()).error().message, HasSubstr("is not there"));
}

TEST(AnalyseRun, WhatATornTraceLacksIsNoBug) {
  RunDirectory directory;
  directory.manifest({});
  directory.trace("version-check", lost_counter());
  const std::string trace = directory.file("trace/version-check/us.0.lwtrace");
  std::filesystem::resize_file(trace, std::filesystem::file_size(trace) / 2);
  const Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->verdict, Verdict::kUnknown);
  EXPECT_THAT(render_terminal(*summary, {}), Not(HasSubstr("BUG version-check")));
}

TEST(AnalyseRun, SaysWhatIsWrongWithADirectoryThatIsNone) {
  RunDirectory directory;
  Result<Summary> none = analyse_run(directory.path());
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("is no run directory"));
  directory.write("manifest.json", "{\"format\":1,");
  EXPECT_EQ(analyse_run(directory.path()).error().code, ErrorCode::kCorrupt);
  directory.manifest({.format = 2});
  EXPECT_EQ(analyse_run(directory.path()).error().code, ErrorCode::kProtocol);
  EXPECT_FALSE(directory.has("summary.json"));
}

TEST(Explain, TellsAnyWriteAndRefusesOthersHelpfully) {
  RunDirectory directory;
  directory.manifest({});
  directory.trace("version-check", lost_counter());
  EXPECT_THAT(*explain(directory.path(), "version-check/2"), HasSubstr("lost_concurrent"));
  EXPECT_THAT(*explain(directory.path(), "3"), HasSubstr("is the final version"));
  EXPECT_THAT(*explain(directory.path(), "version-check/4"), HasSubstr("No region accepted it"));
  EXPECT_THAT(explain(directory.path(), "version-check/99").error().message,
              HasSubstr("try version-check/2, which was lost"));
  EXPECT_THAT(explain(directory.path(), "blind/1").error().message,
              HasSubstr("there are: version-check"));
  EXPECT_EQ(explain(directory.path(), "nonsense").error().code, ErrorCode::kUsage);
}

TEST(Terminal, LooksAsItDid) {
  RunDirectory directory;
  directory.manifest(
      {.expect = {"version-check.lost_update_rate > 5%", "converged", "version-check.lost == 0"}});
  directory.trace("version-check", lost_counter());
  Result<Summary> summary = analyse_run(directory.path());
  ASSERT_TRUE(summary);
  const std::string shown = render_terminal(*summary, {});
  const std::string golden =
      std::string(std::getenv("LASTWRITE_SOURCE_DIR") ? std::getenv("LASTWRITE_SOURCE_DIR") : ".") +
      "/tests/analysis/terminal.golden";
  if (std::getenv("LASTWRITE_UPDATE_GOLDEN") != nullptr) std::ofstream(golden) << shown;
  std::ifstream in(golden);
  const std::string expected((std::istreambuf_iterator<char>(in)),
                             std::istreambuf_iterator<char>());
  EXPECT_EQ(shown, expected);
}

TEST(Terminal, StaysWithinAHundredColumnsWithManyRegionsAndBigNumbers) {
  Summary summary;
  summary.manifest.regions = {RegionName("ap-northeast-1"), RegionName("ap-southeast-2")};
  summary.lag.low = 80ms;
  summary.lag.high = 12345ms;
  LagRow row;
  row.from = 0;
  row.to = 1;
  row.count = 123456;
  row.p50 = row.p90 = row.p99 = row.max = 12345ms;
  row.injected_p50 = row.added_p50 = row.added_p99 = 12345ms;
  row.outstanding = {12345, 98765ms};
  row.histogram = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  summary.lag.rows.push_back(row);
  StrategySummary strategy;
  strategy.name = "version-check-etag";
  strategy.numbers.attempted = strategy.numbers.acknowledged = 123456;
  strategy.numbers.condition_failures = 123456;
  strategy.numbers.fates.fill(123456);
  strategy.numbers.lost = wilson_interval(50000, 123456);
  strategy.numbers.lost.trials = 123456;
  strategy.numbers.counter_drift = 123456;
  strategy.write_p50 = strategy.write_p99 = 12345ms;
  strategy.staleness.reads.stale = strategy.numbers.lost;
  strategy.staleness.reads.mean = 1234.56;
  strategy.staleness.reads.p99 = 12345;
  strategy.staleness.reads.max = 123456;
  strategy.staleness.sessions.sticky.fill({1234567, 123456});
  strategy.staleness.exposure.p50 = 12345ms;
  strategy.staleness.divergence = {.items = 1000, .item_share = 1, .any_share = 1};
  summary.strategies.push_back(strategy);
  std::istringstream lines(render_terminal(summary, {}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100u) << line;
}

TEST(Terminal, HasNoColourUnlessToldSo) {
  Summary summary;
  EXPECT_THAT(render_terminal(summary, {}), testing::Not(HasSubstr("\033")));
  EXPECT_THAT(render_terminal(summary, {.colour = true}), HasSubstr("\033["));
}

}  // namespace
}  // namespace lastwrite

// `lastwrite run --watch`: the console of a run while it goes on, asked as a browser would ask it.
#include <csignal>
#include <filesystem>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/complaint.h"
#include "tests/live/support/processes.h"
#include "tests/live/support/run_database.h"
#include "tests/live/support/tiny_scenario.h"
#include "tests/region/api/wire.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Counted {
  std::int64_t writes = -1;
  std::int64_t lost = -1;
  friend bool operator==(const Counted&, const Counted&) = default;
  friend void PrintTo(const Counted& counted, std::ostream* out) {
    *out << counted.lost << " of " << counted.writes << " lost";
  }
};

// The last that matches: `pattern` has two numbers.
Counted last_counts(const std::string& text, const std::string& pattern) {
  const std::regex wanted(pattern);
  Counted out;
  for (std::sregex_iterator it(text.begin(), text.end(), wanted), end; it != end; ++it)
    out = {std::stoll((*it)[1]), std::stoll((*it)[2])};
  return out;
}

class LiveWatch : public testing::Test {
 protected:
  void write_scenario(const TinyScenario& scenario, const std::string& strategies) {
    std::string text = tiny_scenario(scenario);
    const auto replace = [&text](const std::string& from, const std::string& to) {
      text.replace(text.find(from), from.size(), to);
    };
    replace("strategies: [blind-put]", "strategies: " + strategies);
    replace("operation: put", "operation: increment");
    replace("keys: uniform(20)", "keys: uniform(5)");
    replace("warm_up: 100ms", "warm_up: 0ms");
    sandbox_.write("work/tiny.yaml", text);
  }
  // The host and port, and the word.
  static std::pair<std::string, std::string> watched(const Program& run) {
    const std::string line = run.wait_for_error("Watch it, until it is over: ");
    const auto at = line.find("http://");
    const auto word = line.find("/#");
    EXPECT_NE(word, std::string::npos) << line;
    return {line.substr(at + 7, word - at - 7), line.substr(word + 2)};
  }
  static void ask(Wire& wire, const std::string& what, const std::string& word) {
    wire.send(
        fmt::format("{} HTTP/1.1\r\nHost: localhost\r\nx-lastwrite-token: {}\r\n"
                    "Connection: close\r\nContent-Length: 0\r\n\r\n",
                    what, word));
  }
  // As the report of the run counts them.
  Counted judged(const std::string& strategy) const {
    const auto ask = [&](const std::string& which) {
      return query(latest_run(sandbox_) + "/run.sqlite",
                   fmt::format("SELECT count(*) FROM writes WHERE acknowledged AND strategy = '{}'"
                               " AND fate LIKE '{}'",
                               strategy, which));
    };
    return {ask("%"), ask("lost%")};
  }
  void expect_nothing_left() const {
    EXPECT_THAT(processes_of(sandbox_), IsEmpty());
    EXPECT_THAT(sandbox_.list("tmp"), IsEmpty());
    EXPECT_THAT(sandbox_.list("home"), IsEmpty());
  }

  Sandbox sandbox_;
};

TEST_F(LiveWatch, AViewerSeesEachStrategyItsLossesAndWhereTheReportIs) {
  write_scenario({.network = "{latency: 60ms}",
                  .duration = "2s",
                  .extra = "faults:\n  - {at: 500ms, for: 500ms, partition: [[us-east-1], "
                           "[eu-west-1]]}\n"},
                 "[blind-put, version-check]");
  Program run(sandbox_, tiny_run(sandbox_, {"--watch"}));
  const auto [host, word] = watched(run);
  Wire viewer(host);
  ask(viewer, "GET /events", word);
  EXPECT_THAT(viewer.read_until(R"("strategy":"blind-put","number":1,"of":2)"),
              HasSubstr(R"("may_change":false)"));
  viewer.read_until(R"("partitioned":true)");
  Wire hand(host);
  ask(hand, "POST /kill", word);
  EXPECT_THAT(hand.read_all(), HasSubstr("HTTP/1.1 403"));
  EXPECT_THAT(viewer.read_until("event: loss"), HasSubstr(R"("lags":[{"records":)"));
  const std::string first = viewer.read_until(R"("strategy":"version-check","number":2)");
  EXPECT_THAT(first, AllOf(HasSubstr("The regions of version-check are being started."),
                           HasSubstr("event: hello")));
  const std::string rest = viewer.read_all();
  EXPECT_THAT(rest,
              AllOf(HasSubstr("Meanwhile: partition us-east-1 | eu-west-1"),
                    HasSubstr(R"("pattern":"conditional")"), HasSubstr(R"("phase":"quiesce")"),
                    HasSubstr("The run is over: verdict"), HasSubstr(R"("last":true)")));
  const Ended ended = run.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  expect_nothing_left();
  EXPECT_EQ(
      last_counts(rest, R"re("done":\[\{"strategy":"blind-put","writes":(\d+),"lost":(\d+)\})re"),
      judged("blind-put"));
  EXPECT_EQ(last_counts(rest, R"re(event: state\ndata: \{"writes":(\d+),"lost":(\d+))re"),
            judged("version-check"));
}

TEST_F(LiveWatch, KeepsWholeTracesFromWhichTheRunIsJudgedAgain) {
  write_scenario({.rate = "200/s"}, "[read-modify-write]");
  const Ended ended = run_program(sandbox_, tiny_run(sandbox_, {"--watch", "--json"}));
  ASSERT_EQ(ended.exit_code, 0) << ended.err;
  const Ended again = run_program(sandbox_, {"report", latest_run(sandbox_), "--json"});
  EXPECT_EQ(again.out, ended.out);
  EXPECT_THAT(ended.out, Not(HasSubstr("Watch it")));
}

TEST_F(LiveWatch, ControlCEndsItInOrderAndTellsWhoWatches) {
  write_scenario({.duration = "60s"}, "[blind-put]");
  Program run(sandbox_, tiny_run(sandbox_, {"--watch"}));
  const auto [host, word] = watched(run);
  Wire viewer(host);
  ask(viewer, "GET /events", word);
  viewer.read_until("event: state");
  run.signal(SIGINT);
  EXPECT_THAT(viewer.read_all(), HasSubstr("The run is over: verdict unknown"));
  EXPECT_EQ(run.wait(10s).exit_code, 2);
  expect_nothing_left();
}

TEST_F(LiveWatch, WhatCannotBeWatchedIsRefusedInASentence) {
  write_scenario({}, "[blind-put]");
  EXPECT_THAT(run_program(sandbox_, tiny_run(sandbox_, {"--watch", "--sim"})),
              complains(3, HasSubstr("over before anybody has looked")));
  EXPECT_THAT(run_program(sandbox_, tiny_run(sandbox_, {"--watch", "--console", "x"})),
              complains(3, HasSubstr("'x' is no address")));
  EXPECT_THAT(run_program(sandbox_, tiny_run(sandbox_, {"--console", "127.0.0.1:0"})),
              complains(3, HasSubstr("--watch")));
  EXPECT_FALSE(std::filesystem::exists(sandbox_.file("runs"))) << "nothing was begun";
}

}  // namespace
}  // namespace lastwrite

// The control address of `lastwrite up` as the console uses it: the page, events, one item in all
// regions.
#include <csignal>

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/program.h"
#include "tests/region/api/wire.h"

namespace lastwrite {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

constexpr char kThingsTable[] = R"({"TableName": "Things", "BillingMode": "PAY_PER_REQUEST",
  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})";

constexpr char kBothHands[] = R"({"table": "Things", "key": {"id": {"S": "a"}}, "writes": [
  {"region": "us-east-1", "item": {"id": {"S": "a"}, "value": {"S": "red"}}},
  {"region": "eu-west-1", "item": {"id": {"S": "a"}, "value": {"S": "blue"}}}]})";

constexpr char kWhereItIs[] = "/item?table=Things&key=%7B%22id%22%3A%7B%22S%22%3A%22a%22%7D%7D";

class LiveConsole : public testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(up_.wait_for_output("Ctrl-C").empty()) << up_.wait(1s).err; }

  // "127.0.0.1:40001" and the word, of "Console  http://127.0.0.1:40001/#5b1c…"
  std::pair<std::string, std::string> opened(const std::string& line_begins) {
    const std::string line = up_.wait_for_output(line_begins);
    const auto at = line.find("http://");
    const auto word = line.find("/#");
    EXPECT_NE(word, std::string::npos) << line;
    return {line.substr(at + 7, word - at - 7), line.substr(word + 2)};
  }
  static void ask(Wire& wire, const std::string& what, const std::string& word,
                  const std::string& body = "") {
    wire.send(
        fmt::format("{} HTTP/1.1\r\nHost: localhost\r\nx-lastwrite-token: {}\r\n"
                    "Connection: close\r\nContent-Length: {}\r\n\r\n{}",
                    what, word, body.size(), body));
  }
  std::string answer(const std::string& what, const std::string& body = "") {
    Wire wire(change_.first);
    ask(wire, what, change_.second, body);
    return wire.read_all();
  }
  bool item_shows(const std::string& what) {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (std::chrono::steady_clock::now() < deadline) {
      if (answer(std::string("GET ") + kWhereItIs).find(what) != std::string::npos) return true;
    }
    return false;
  }

  Sandbox sandbox_;
  Program up_{sandbox_,
              {"up", "--regions", "us-east-1,eu-west-1", "--latency", "none", "--port", "0",
               "--table", sandbox_.write("work/things.json", kThingsTable)}};
  const std::pair<std::string, std::string> change_ = opened("Console ");
  const std::pair<std::string, std::string> look_ = opened("to look only ");
};

TEST_F(LiveConsole, ThePageIsServedOrItsAbsenceIsTold) {
  EXPECT_THAT(answer("GET /"), testing::AnyOf(HasSubstr("<title>Lastwrite console</title>"),
                                              HasSubstr("was built without the console")));
}

TEST_F(LiveConsole, AViewerSeesTwoHandsWriteAndOneOfThemLose) {
  Wire viewer(look_.first);
  ask(viewer, "GET /events", look_.second);
  EXPECT_THAT(viewer.read_until("\r\n\r\n"), HasSubstr("200 OK"));
  EXPECT_THAT(viewer.read_until("event: state"), HasSubstr(R"("may_change":false)"));
  EXPECT_THAT(answer("POST /partition", R"({"side": ["us-east-1"]})"), HasSubstr("200 OK"));
  EXPECT_THAT(viewer.read_until(R"("partitioned":true)"), HasSubstr("event: state"));
  EXPECT_THAT(answer("POST /item", kBothHands), HasSubstr("200 OK"));
  EXPECT_TRUE(item_shows(R"("differ":true)"));
  EXPECT_THAT(answer("POST /heal"), HasSubstr("200 OK"));
  EXPECT_TRUE(item_shows(R"("differ":false)"));
  EXPECT_THAT(viewer.read_until("event: loss"), HasSubstr("event: state"));
  EXPECT_THAT(viewer.read_until("\n\n"), HasSubstr("lost_concurrent"));
  up_.signal(SIGINT);
  viewer.read_all();
  EXPECT_EQ(up_.wait().exit_code, 0) << "with somebody watching";
  EXPECT_THAT(sandbox_.list("tmp"), testing::IsEmpty());
}

TEST_F(LiveConsole, WhoMayOnlyLookIsRefusedAChange) {
  Wire wire(look_.first);
  ask(wire, "POST /kill", look_.second, R"({"region": "us-east-1"})");
  EXPECT_THAT(wire.read_all(), HasSubstr("HTTP/1.1 403"));
}

TEST(ConsoleOptions, AClusterThatIsOnlyShownPrintsNoAddressThatChangesIt) {
  const Sandbox sandbox;
  Program up(sandbox,
             {"up", "--regions", "us-east-1,eu-west-1", "--port", "0", "--console-view-only"});
  ASSERT_FALSE(up.wait_for_output("Ctrl-C").empty());
  EXPECT_NE(up.wait_for_output("to look only "), "");
  up.signal(SIGINT);
  EXPECT_THAT(up.wait().out, testing::Not(HasSubstr("Console ")));
}

// --- for programs --------------------------------------------------------------------------------

json::object served(const std::string& line) {
  boost::system::error_code error;
  const json::value value = json::parse(line, error);
  EXPECT_TRUE(!error && value.is_object()) << line;
  return value.is_object() ? value.get_object() : json::object{};
}

TEST(UpJson, OneLineSaysAllThatAProgramNeedsAndNothingElseIsSaid) {
  const Sandbox sandbox;
  Program up(sandbox, {"up", "--json", "--regions", "us-east-1,eu-west-1", "--latency", "none",
                       "--port", "0", "--front", "0"});
  const std::string line = up.wait_for_output("{");
  const json::object said = served(line);
  EXPECT_EQ(said.at("pid"), up.pid());
  EXPECT_EQ(said.at("regions").as_object().size(), 2U);
  for (const auto& [region, endpoint] : said.at("regions").as_object()) {
    Wire wire(std::string(endpoint.as_string()).substr(std::string("http://").size()));
    wire.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(wire.read_all(), HasSubstr("HTTP/1.1 ")) << region;
  }
  EXPECT_THAT(std::string(said.at("front").as_string()), HasSubstr("http://127.0.0.1:"));
  const json::object& console = said.at("console").as_object();
  EXPECT_NE(console.at("change"), console.at("look"));
  EXPECT_THAT(run_program(sandbox, {"ctl", "status", "--cluster",
                                    std::string(said.at("cluster_file").as_string())})
                  .out,
              HasSubstr("eu-west-1"));
  up.signal(SIGINT);
  EXPECT_EQ(up.wait().out, line + "\n");
}

TEST(UpJson, WhatIsNotServedIsNull) {
  const Sandbox sandbox;
  Program up(sandbox,
             {"up", "--json", "--regions", "us-east-1", "--port", "0", "--console-view-only"});
  const json::object said = served(up.wait_for_output("{"));
  EXPECT_TRUE(said.at("front").is_null());
  EXPECT_TRUE(said.at("console").at("change").is_null());
  EXPECT_TRUE(said.at("console").at("look").is_string());
}

TEST(ConsoleOptions, AnAddressThatIsNoneIsRefused) {
  const Sandbox sandbox;
  const Ended ended = run_program(
      sandbox, {"up", "--regions", "us-east-1,eu-west-1", "--port", "0", "--console", "x"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.err, HasSubstr("'x' is no address"));
}

}  // namespace
}  // namespace lastwrite

// `lastwrite ctl` against a cluster of real regions.
#include <csignal>
#include <cstdlib>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/text_table.h"
#include "tests/live/support/processes.h"
#include "tests/live/support/program.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

constexpr char kOrdersTable[] = R"({"TableName": "Orders", "BillingMode": "PAY_PER_REQUEST",
  "KeySchema": [{"AttributeName": "orderId", "KeyType": "HASH"},
                {"AttributeName": "line", "KeyType": "RANGE"}],
  "AttributeDefinitions": [{"AttributeName": "orderId", "AttributeType": "S"},
                           {"AttributeName": "line", "AttributeType": "N"}]})";

class Ctl : public testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(up_.wait_for_output("Ctrl-C").empty()) << up_.wait(1s).err; }

  Ended ctl(std::vector<std::string> words) {
    words.insert(words.begin(), "ctl");
    return run_program(sandbox_, words);
  }
  // Asks until the status shows it, or for too long.
  bool status_shows(const std::string& what) {
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (std::chrono::steady_clock::now() < deadline) {
      if (ctl({"status"}).out.find(what) != std::string::npos) return true;
    }
    return false;
  }
  std::string endpoint(const std::string& region) {
    const std::string line = up_.wait_for_output(region + " ");
    return region + "=" + line.substr(std::min(line.size(), line.find("http")));
  }

  Sandbox sandbox_;
  Program up_{sandbox_,
              {"up", "--regions", "us-east-1,eu-west-1", "--latency", "aws", "--port", "0",
               "--table", sandbox_.write("work/orders.json", kOrdersTable)}};
};

TEST_F(Ctl, LossesAreThoseThatTheApplicationItselfFinds) {
  // Long against a read and a put, however busy this host is.
  ASSERT_EQ(ctl({"link", "us-east-1", "eu-west-1", "--both", "--latency", "150ms"}).exit_code, 0);
  const std::string source = std::getenv("LASTWRITE_SOURCE_DIR");
  Program client(sandbox_,
                 {source + "/tests/conformance/boto3_losses.py", program_path(),
                  endpoint("us-east-1"), endpoint("eu-west-1")},
                 "/usr/bin/python3");
  const Ended ended = client.wait(180s);
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("all claims hold"));
  const Ended losses = ctl({"losses"});
  EXPECT_THAT(losses.out, HasSubstr("read-modify-write lost [lost_concurrent]"));
  EXPECT_THAT(losses.out, HasSubstr("61 writes told OK"));
  EXPECT_EQ(losses.out.find('\x1b'), std::string::npos) << "colour is for terminals";
}

TEST_F(Ctl, WhatIsNotThereIsNamed) {
  const Ended losses = ctl({"losses", "--table", "Ordres"});
  EXPECT_EQ(losses.exit_code, 3);
  EXPECT_THAT(losses.err, HasSubstr("there is no table 'Ordres' here (did you mean 'Orders'?)"));
  EXPECT_EQ(ctl({"losses", "--table", "Orders"}).exit_code, 0);
}

TEST_F(Ctl, NoLineIsWiderThanAHundredColumns) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"partition", "us-east-1"}, {"pause", "us-east-1"}, {"status"}, {"losses"}}) {
    std::istringstream lines(ctl(words).out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100U) << line;
  }
}

TEST_F(Ctl, ARestartedRegionIsNotSaidToLackWhatItHas) {
  ASSERT_EQ(ctl({"partition", "us-east-1", "eu-west-1"}).exit_code, 0);
  ASSERT_EQ(ctl({"kill", "eu-west-1"}).exit_code, 0);
  ASSERT_EQ(ctl({"restart", "eu-west-1"}).exit_code, 0);
  // Cut off as it is, nobody can have asked it for anything.
  EXPECT_THAT(ctl({"status", "--json"}).out, HasSubstr(R"("asked":false)"));
}

TEST_F(Ctl, AKilledRegionComesBackWhereItWas) {
  EXPECT_EQ(ctl({"kill", "eu-west-1"}).exit_code, 0);
  EXPECT_THAT(ctl({"status"}).out, HasSubstr("eu-west-1 is down: killed"));
  EXPECT_THAT(ctl({"restart", "eu-west-1"}).out, HasSubstr("eu-west-1 runs again"));
  const std::string address = endpoint("eu-west-1");
  EXPECT_THAT(ctl({"status"}).out, HasSubstr(address.substr(address.find("http"))));
}

TEST_F(Ctl, ARegionThatDiesByItselfDoesNotEndTheOthers) {
  const auto regions = region_processes(sandbox_, "eu-west-1");
  ASSERT_EQ(regions.size(), 1U);
  ::kill(regions.front().pid, SIGKILL);
  EXPECT_THAT(up_.wait_for_error("lastwrite up: region eu-west-1"),
              HasSubstr("ctl restart eu-west-1"));
  EXPECT_TRUE(status_shows("eu-west-1 is down"));
  EXPECT_EQ(ctl({"restart", "eu-west-1"}).exit_code, 0);
  up_.signal(SIGINT);
  EXPECT_EQ(up_.wait().exit_code, 0);
  EXPECT_THAT(sandbox_.list("tmp"), testing::IsEmpty());
}

TEST_F(Ctl, LinksPartitionsAndClocksAreShown) {
  EXPECT_EQ(ctl({"partition", "us-east-1", "eu-west-1"}).exit_code, 0);
  EXPECT_THAT(ctl({"status"}).out, HasSubstr("us-east-1 → eu-west-1: cut"));
  EXPECT_EQ(ctl({"heal"}).exit_code, 0);
  EXPECT_EQ(ctl({"clock", "eu-west-1", "--offset", "1500ms"}).exit_code, 0);
  EXPECT_THAT(ctl({"status"}).out, HasSubstr("+1500.0"));
  EXPECT_EQ(ctl({"link", "us-east-1", "eu-west-1", "--both", "--latency", "7ms"}).exit_code, 0);
  EXPECT_THAT(ctl({"status", "--json"}).out, HasSubstr(R"("latency":"7ms")"));
  const Ended wrong = ctl({"link", "us-east-1", "mars", "--latency", "7ms"});
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.err, HasSubstr("there is no region 'mars' here: us-east-1, eu-west-1"));
}

TEST(CtlCommand, WhatIsNoCommandOrTooMuchIsNamed) {
  const Sandbox sandbox;
  const auto said = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "ctl");
    const Ended ended = run_program(sandbox, words);
    EXPECT_EQ(ended.exit_code, 3) << ended.err;
    return ended.err;
  };
  EXPECT_THAT(said({}), HasSubstr("lastwrite ctl: name a command: status, losses"));
  EXPECT_THAT(said({"stats"}), HasSubstr("there is no command 'stats' (did you mean 'status'?)"));
  EXPECT_THAT(said({"foo"}), HasSubstr("lastwrite ctl: there is no command 'foo'"));
  EXPECT_THAT(said({"status", "now"}),
              HasSubstr("lastwrite ctl status: unexpected argument 'now': see lastwrite ctl status "
                        "--help"));
  EXPECT_THAT(said({"losses", "--tabel", "Orders"}), HasSubstr("(did you mean '--table'?)"));
  EXPECT_THAT(said({"--cluster", "up-1.json", "status"}),
              HasSubstr("'--cluster' belongs behind 'status'"));
}

TEST(CtlCommand, WithoutAClusterTheNextStepIsTold) {
  const Sandbox sandbox;
  const Ended ended = run_program(sandbox, {"ctl", "status"});
  EXPECT_EQ(ended.exit_code, 3);
  EXPECT_THAT(ended.err, HasSubstr("start one with `lastwrite up`"));
}

}  // namespace
}  // namespace lastwrite

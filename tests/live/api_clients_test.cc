// Real SDKs against regions that serve the DynamoDB API: the programs of tests/conformance.
#include <csignal>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/live/support/program.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

constexpr char kOrders[] = R"({"TableName": "Orders", "BillingMode": "PAY_PER_REQUEST",
  "KeySchema": [{"AttributeName": "orderId", "KeyType": "HASH"},
                {"AttributeName": "line", "KeyType": "RANGE"}],
  "AttributeDefinitions": [{"AttributeName": "orderId", "AttributeType": "S"},
                           {"AttributeName": "line", "AttributeType": "N"}]})";

// Two regions with the table Orders, on any free ports.
class ApiClients : public testing::Test {
 protected:
  std::string endpoint(const std::string& region) {
    const std::string line = up_.wait_for_output(region + " ");
    EXPECT_FALSE(line.empty()) << up_.wait(1s).err;
    return region + "=" + line.substr(std::min(line.size(), line.find("http")));
  }
  Ended run(const std::string& program) {
    const std::string source = std::getenv("LASTWRITE_SOURCE_DIR");
    Program client(
        sandbox_,
        {source + "/tests/conformance/" + program, endpoint("us-east-1"), endpoint("eu-west-1")},
        "/usr/bin/python3");
    return client.wait(120s);
  }

  Sandbox sandbox_;
  Program up_{sandbox_,
              {"up", "--regions", "us-east-1,eu-west-1", "--latency", "aws", "--port", "0",
               "--table", sandbox_.write("work/orders.json", kOrders)}};
};

TEST_F(ApiClients, Boto3HoldsItsClaimsAboutItems) {
  const Ended client = run("boto3_items.py");
  EXPECT_EQ(client.exit_code, 0) << client.err;
  EXPECT_THAT(client.out, HasSubstr("all claims hold"));
}

TEST_F(ApiClients, CtrlCEndsEveryRegionAndLeavesNothing) {
  ASSERT_FALSE(endpoint("us-east-1").empty());
  up_.signal(SIGINT);
  const Ended up = up_.wait();
  EXPECT_EQ(up.exit_code, 0) << up.err;
  EXPECT_EQ(up.err, "");
  EXPECT_THAT(sandbox_.list("tmp"), testing::IsEmpty());
}

TEST(UpCommand, WhatCannotBeMeantIsToldInOneSentence) {
  const Sandbox sandbox;
  const auto said = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "up");
    const Ended ended = run_program(sandbox, words);
    EXPECT_EQ(ended.exit_code, 3) << ended.err;
    return ended.err;
  };
  EXPECT_THAT(said({"--regions", "a,a"}), HasSubstr("names a twice"));
  EXPECT_THAT(said({"--latency", "warp"}), HasSubstr("warp"));
  EXPECT_THAT(said({"--table", "nowhere.json"}), HasSubstr("nowhere.json"));
  EXPECT_THAT(said({"--table", sandbox.write("work/bad.json", "{")}), HasSubstr("no JSON"));
  EXPECT_THAT(said({"--port", "65535"}), HasSubstr("port"));
  EXPECT_THAT(said({"--ttl-sweep", "soon"}), HasSubstr("--ttl-sweep: 'soon'"));
  EXPECT_THAT(sandbox.list("tmp"), testing::IsEmpty());
}

}  // namespace
}  // namespace lastwrite

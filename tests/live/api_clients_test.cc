// Real SDKs against regions that serve the DynamoDB API: the programs of tests/conformance.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>

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

constexpr char kKeys[] =
    "[conformance]\naws_access_key_id = AKIDCONFORMANCE\n"
    "aws_secret_access_key = secret/of+conformance\n";

std::string source_folder() {
  return std::getenv("LASTWRITE_SOURCE_DIR");
}

std::string node_modules() {
  return source_folder() + "/build/npm/conformance";
}

// Three regions with the table Orders, on any free ports.
class ApiClients : public testing::Test {
 protected:
  // `keys`: what stands in a credentials file; empty: any signature is taken.
  explicit ApiClients(const std::string& keys = "", const std::vector<std::string>& more = {}) {
    const std::string table = sandbox_.write("work/orders.json", kOrders);
    std::vector<std::string> words = {"up", "--latency", "aws", "--port", "0", "--table", table};
    if (!keys.empty()) {
      for (const std::string& word :
           {std::string("--credentials"), sandbox_.write("work/keys", keys), std::string("--front"),
            std::string("0")})
        words.push_back(word);
    }
    words.insert(words.end(), more.begin(), more.end());
    up_.emplace(sandbox_, words);
  }
  std::string endpoint(const std::string& region) {
    const std::string line = up_->wait_for_output(region + " ");
    EXPECT_FALSE(line.empty()) << up_->wait(1s).err;
    return region + "=" + line.substr(std::min(line.size(), line.find("http")));
  }
  // Runs a program of tests/conformance, which must hold all its claims.
  void expect_holds(std::vector<std::string> words,
                    const std::vector<std::string>& regions = {"us-east-1", "eu-west-1",
                                                               "ap-northeast-1"}) {
    words.back() = source_folder() + "/tests/conformance/" + words.back();
    for (const std::string& region : regions) words.push_back(endpoint(region));
    const Ended client = Program(sandbox_, words, "/usr/bin/env").wait(120s);
    EXPECT_EQ(client.exit_code, 0) << client.out << client.err;
    EXPECT_THAT(client.out, HasSubstr("all claims hold"));
  }
  void expect_holds_in_node(const std::string& program) {
    if (!std::filesystem::exists(node_modules() + "/node_modules"))
      GTEST_SKIP() << "npm's modules are not there: ./dev test installs them";
    expect_holds({"LASTWRITE_NODE_MODULES=" + node_modules(), "node", program});
  }

  Sandbox sandbox_;
  std::optional<Program> up_;
};

TEST_F(ApiClients, Boto3HoldsItsClaimsAboutItems) {
  expect_holds({"/usr/bin/python3", "boto3_items.py"});
}

TEST_F(ApiClients, Boto3HoldsItsClaimsAboutPartiQl) {
  expect_holds({"/usr/bin/python3", "boto3_partiql.py"});
}

// Regions whose tables refuse what goes beyond their capacity.
class ThrottledApiClients : public ApiClients {
 protected:
  ThrottledApiClients() : ApiClients("", {"--throttle"}) {}
};

TEST_F(ThrottledApiClients, BatchesGetThroughWithBackoffAndJitter) {
  expect_holds({"/usr/bin/python3", "backoff_batches.py"});
}

TEST_F(ApiClients, ReplicasComeAndGoByUpdateTable) {
  expect_holds({"/usr/bin/python3", "boto3_global_tables.py"});
}

TEST_F(ApiClients, TheCommandLineHoldsItsClaimsAboutItems) {
  if (!std::filesystem::exists("/usr/bin/aws")) GTEST_SKIP() << "the package awscli is not there";
  expect_holds({"bash", "aws_cli_items.sh"});
}

TEST_F(ApiClients, TheJavaScriptSdkHoldsItsClaimsAboutItems) {
  expect_holds_in_node("js/items.mjs");
}

TEST_F(ApiClients, JavaScriptDocumentsHoldTheirClaims) {
  expect_holds_in_node("js/documents.mjs");
}

TEST_F(ApiClients, ChatSessionsLiveInOneTable) {
  expect_holds({"/usr/bin/python3", "chat_sessions.py"});
}

TEST_F(ApiClients, WhatIsWrittenIsProcessedThroughTheStream) {
  expect_holds_in_node("js/write_then_process.mjs");
}

// Regions that know one key.
class GuardedApiClients : public ApiClients {
 protected:
  GuardedApiClients() : ApiClients(kKeys) {}
};

TEST_F(GuardedApiClients, OnlyTheSignedAreAnswered) {
  expect_holds({"/usr/bin/python3", "boto3_signatures.py"});
}

TEST_F(ApiClients, CtrlCEndsEveryRegionAndLeavesNothing) {
  ASSERT_FALSE(endpoint("us-east-1").empty());
  up_->signal(SIGINT);
  const Ended up = up_->wait();
  EXPECT_EQ(up.exit_code, 0) << up.err;
  EXPECT_EQ(up.err, "");
  EXPECT_THAT(sandbox_.list("tmp"), testing::IsEmpty());
}

TEST_F(GuardedApiClients, OneAddressServesAllRegions) {
  expect_holds({"/usr/bin/python3", "boto3_front.py"}, {"front"});
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
  EXPECT_THAT(said({"--credentials", "nowhere"}), HasSubstr("credentials file nowhere"));
  EXPECT_THAT(said({"--ttl-sweep", "soon"}), HasSubstr("--ttl-sweep: 'soon'"));
  EXPECT_THAT(sandbox.list("tmp"), testing::IsEmpty());
}

}  // namespace
}  // namespace lastwrite

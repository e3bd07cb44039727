// `lastwrite lag` from files, and from regions of `lastwrite up`; the dashboard and the rules of
// analysis/grafana against what those expose.
#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/report/text_table.h"
#include "scenarios/control/cluster_file.h"
#include "scenarios/control/plain_http.h"
#include "tests/live/support/complaint.h"
#include "tests/live/support/program.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kSamples[] =
    "source,destination,accepted_ms,applied_ms\n"
    "us-east-1,eu-west-1,0,80\n"
    "us-east-1,eu-west-1,100,6500\n"
    "eu-west-1,us-east-1,200,\n";

TEST(LagCommand, AThresholdThatIsAskedForDecidesTheExitCode) {
  const Sandbox sandbox;
  const std::string file = sandbox.write("work/samples.csv", kSamples);
  const Ended plain = run_program(sandbox, {"lag", "--from", file});
  EXPECT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_THAT(plain.out,
              testing::AllOf(HasSubstr("1 record took longer"), HasSubstr("1 pair the oldest")));
  EXPECT_EQ(run_program(sandbox, {"lag", "--from", file, "--threshold", "5s"}).exit_code, 1);
  EXPECT_EQ(run_program(sandbox, {"lag", "--from", file, "--threshold", "7s"}).exit_code, 0);
  std::istringstream lines(plain.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100U) << line;
}

TEST(LagCommand, WhatCannotBeReadIsToldInOneSentence) {
  const Sandbox sandbox;
  const auto from = [&](const std::string& what) {
    return run_program(sandbox, {"lag", "--from", what});
  };
  EXPECT_THAT(from("nope.csv"), complains(3, HasSubstr("nope.csv")));
  EXPECT_THAT(from(sandbox.path()), complains(3, HasSubstr("is no run directory")));
  EXPECT_THAT(from("https://a/metrics"), complains(3, HasSubstr("only http:// is read")));
  EXPECT_THAT(from("http://127.0.0.1:1/metrics"), complains(2, HasSubstr("does not answer")));
  EXPECT_THAT(from("http://"), complains(3, HasSubstr("is no address such as")));
  const std::string csv =
      sandbox.write("work/bad.csv", "source,destination,lag_ms\na,b,1\na,b,x\n");
  EXPECT_THAT(from(csv), complains(3, HasSubstr("bad.csv:3: lag is \"x\"")));
  const std::string page = sandbox.write("work/page.txt", "# HELP a b\na 1\n");
  EXPECT_THAT(from(page), complains(3, HasSubstr("it has no histogram")));
  EXPECT_THAT(run_program(sandbox, {"lag", "--from", csv, "--threshold", "soon"}),
              complains(3, HasSubstr("--threshold")));
}

constexpr char kTable[] = R"({"TableName": "Orders", "BillingMode": "PAY_PER_REQUEST",
  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
  "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]})";

class LagOfCluster : public testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(up_.wait_for_output("Ctrl-C").empty()) << up_.wait(1s).err; }

  std::string url(const std::string& region) {
    const std::string line = up_.wait_for_output(region + " ");
    return line.substr(std::min(line.size(), line.find("http")));
  }
  static std::string fetch(const std::string& url) {
    const auto address = parse_http_url(url);
    EXPECT_TRUE(address);
    const auto answer = ask_http(*address, {});
    EXPECT_TRUE(answer) << answer.error().message;
    return answer ? answer->body : "";
  }
  void put(const std::string& region) {
    const auto address = parse_http_url(url(region));
    ASSERT_TRUE(address);
    const auto answer =
        ask_http(*address, {.method = "POST",
                            .version = "1.1",
                            .headers = {{"x-amz-target", "DynamoDB_20120810.PutItem"},
                                        {"content-type", "application/x-amz-json-1.0"}},
                            .body = R"({"TableName":"Orders","Item":{"id":{"S":"a"}}})"});
    ASSERT_TRUE(answer) << answer.error().message;
    ASSERT_EQ(answer->status, 200) << answer->body;
  }
  std::string control_url() {
    const std::string line = up_.wait_for_output("  (where several clusters run:");
    const std::string file = line.substr(line.find("--cluster ") + 10);
    const auto cluster = find_cluster(file.substr(0, file.size() - 1));
    EXPECT_TRUE(cluster) << cluster.error().message;
    return cluster ? "http://" + cluster->address + "/metrics" : "";
  }

  Sandbox sandbox_;
  Program up_{sandbox_,
              {"up", "--regions", "us-east-1,eu-west-1", "--latency", "aws", "--port", "0",
               "--throttle", "--table", sandbox_.write("work/table.json", kTable)}};
};

TEST_F(LagOfCluster, IsReadFromTheMetricsOfItsRegions) {
  put("us-east-1");
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  std::string out;
  while (std::chrono::steady_clock::now() < deadline &&
         out.find("\"destination\":\"eu-west-1\",\"records\":1,") == std::string::npos) {
    const Ended lag = run_program(
        sandbox_, {"lag", "--json", "--from", url("us-east-1"), "--from", url("eu-west-1")});
    ASSERT_EQ(lag.exit_code, 0) << lag.err;
    out = lag.out;
  }
  EXPECT_THAT(out,
              HasSubstr("\"source\":\"us-east-1\",\"destination\":\"eu-west-1\",\"records\":1,"));
  EXPECT_THAT(out, HasSubstr("\"intervals\":\"bucket\",\"waiting\":"));
}

std::set<std::string> names_in(const std::string& text) {
  std::set<std::string> names;
  const std::regex name("lastwrite_[a-z0-9_]+");
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at)
    names.insert(at->str());
  return names;
}

// The series of every family that a page declares.
std::set<std::string> series_in(const std::string& page) {
  std::set<std::string> names;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash, type, name, kind;
    words >> hash >> type >> name >> kind;
    if (hash != "#" || type != "TYPE") continue;
    if (kind != "histogram") names.insert(name);
    for (const char* part : {"_bucket", "_sum", "_count"}) {
      if (kind == "histogram") names.insert(name + part);
    }
  }
  return names;
}

TEST_F(LagOfCluster, EveryMetricOfDashboardAndRulesIsExposed) {
  put("us-east-1");
  std::set<std::string> there = series_in(fetch(url("us-east-1") + "/metrics"));
  there.merge(series_in(fetch(control_url())));
  EXPECT_GE(there.size(), 15u);
  const std::string folder =
      std::string(std::getenv("LASTWRITE_SOURCE_DIR")) + "/analysis/grafana/";
  for (const char* file : {"dashboard.json", "rules.yml"}) {
    const std::set<std::string> used = names_in(read_file(folder + file));
    EXPECT_GE(used.size(), 5u) << file;
    std::vector<std::string> missing;
    std::set_difference(used.begin(), used.end(), there.begin(), there.end(),
                        std::back_inserter(missing));
    EXPECT_THAT(missing, IsEmpty()) << file;
  }
}

TEST(Grafana, FilesAreJsonAndYamlAndPromtoolTakesTheRules) {
  const Sandbox sandbox;
  const std::string folder =
      std::string(std::getenv("LASTWRITE_SOURCE_DIR")) + "/analysis/grafana/";
  const Ended json =
      Program(sandbox, {"-m", "json.tool", folder + "dashboard.json"}, "/usr/bin/python3").wait();
  EXPECT_EQ(json.exit_code, 0) << json.err;
  if (!std::filesystem::exists("/usr/bin/promtool"))
    GTEST_SKIP() << "the package prometheus is not there";
  const Ended rules =
      Program(sandbox, {"check", "rules", folder + "rules.yml"}, "/usr/bin/promtool").wait();
  EXPECT_EQ(rules.exit_code, 0) << rules.out << rules.err;
}

}  // namespace
}  // namespace lastwrite

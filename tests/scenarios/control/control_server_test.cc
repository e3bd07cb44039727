// The control address, from requests to answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/control/control_fixture.h"

namespace lastwrite {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(Control, WithoutTheClustersWordThereAreOnlyMetrics) {
  EXPECT_EQ(send("GET", "/status", "", "").status, 403);
  EXPECT_EQ(send("POST", "/kill", R"({"region":"eu"})", "guess").status, 403);
  EXPECT_THAT(cluster_.take_calls(), testing::IsEmpty());
  const HttpResponse metrics = send("GET", "/metrics", "", "");
  EXPECT_EQ(metrics.status, 200);
  EXPECT_THAT(metrics.body, HasSubstr("lastwrite_lost_writes_total{region=\"eu\"} 0\n"));
}

TEST_F(Control, StatusTellsOfRegionsLinksAndWrites) {
  const std::string status = get("/status").body;
  EXPECT_THAT(status, HasSubstr(R"("endpoint":"http://127.0.0.1:8000","running":true)"));
  EXPECT_THAT(status, HasSubstr(R"("outstanding":3)"));
  EXPECT_THAT(status, HasSubstr(R"("from":"eu","to":"us")"));
  EXPECT_THAT(status, HasSubstr(R"("writes":0,"lost":0)"));
}

TEST_F(Control, CommandsReachTheCluster) {
  EXPECT_EQ(post("/link", R"({"from":"eu","to":"us","both":true,"latency":"80ms"})").status, 200);
  EXPECT_EQ(post("/pause", R"({"from":"eu","to":"us"})").status, 200);
  EXPECT_EQ(post("/clock", R"({"region":"us","offset":"-2s","drift":"10ppm"})").status, 200);
  EXPECT_EQ(post("/clock", R"({"region":"us","step":"1s"})").status, 200);
  EXPECT_EQ(post("/kill", R"({"region":"us"})").status, 200);
  EXPECT_THAT(cluster_.take_calls(),
              ElementsAre("link eu us 80ms", "link us eu 80ms", "link eu us 80ms paused",
                          "clock us -2s", "step us 1s", "kill us"));
}

TEST_F(Control, WhatCannotBeMeantIsRefusedInASentence) {
  const auto refused = [&](const std::string& target, const std::string& body) {
    const HttpResponse response = post(target, body);
    EXPECT_EQ(response.status, 400) << response.body;
    return response.body;
  };
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"mars","latency":"1ms"})"), HasSubstr("mars"));
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"us","latency":"soon"})"),
              HasSubstr("latency: "));
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"us","jitter":"-1ms"})"), HasSubstr("below 0"));
  EXPECT_THAT(refused("/clock", R"({"region":"eu","offset":"2562047h"})"), HasSubstr("ten years"));
  EXPECT_THAT(
      refused("/link", R"x({"from":"eu","to":"us","latency":"empirical(file=/etc/passwd)"})x"),
      testing::AllOf(HasSubstr("not here"), testing::Not(HasSubstr("root"))));
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"us"})"), HasSubstr("nothing to change"));
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"eu","latency":"1ms"})"),
              HasSubstr("different"));
  EXPECT_THAT(refused("/clock", R"({"region":"eu"})"), HasSubstr("an offset"));
  EXPECT_THAT(refused("/clock", R"({"region":"eu","step":"1s","drift":"1ppm"})"),
              HasSubstr("alone"));
  EXPECT_THAT(refused("/partition", R"({"side":[1]})"), HasSubstr("no region ''"));
  EXPECT_THAT(refused("/partition", R"({"side":"eu"})"), HasSubstr("'side' is a list of regions"));
  EXPECT_THAT(refused("/link", R"({"from":"eu","to":"us","latancy":"1ms","loss":"1%"})"),
              HasSubstr("no member 'latancy' (did you mean 'latency'?)"));
  EXPECT_THAT(refused("/heal", R"({"link":true})"), HasSubstr("did you mean 'links'?"));
  EXPECT_THAT(refused("/pause", R"({"from":"eu","to":"us","resume":"yes"})"),
              HasSubstr("'resume' is true or false"));
  EXPECT_THAT(refused("/kill", "{"), HasSubstr("JSON"));
  EXPECT_THAT(refused("/explode", "{}"), HasSubstr("explode"));
  EXPECT_EQ(get("/nowhere").status, 404);
  EXPECT_THAT(cluster_.take_calls(), testing::IsEmpty());
}

TEST_F(Control, LossesAreAskedForFromANumberOn) {
  cluster_.tables = {"My.Table"};
  EXPECT_THAT(get("/losses?after=3&table=My%2eTable").body, HasSubstr(R"("losses":[],"last":3)"));
  for (const char* after : {"-1", "1x", "99999999999999999999"}) {
    const HttpResponse refused = get(fmt::format("/losses?after={}", after));
    EXPECT_EQ(refused.status, 400);
    EXPECT_THAT(refused.body, HasSubstr(fmt::format("0 or more, not '{}'", after)));
  }
}

TEST_F(Control, LossesOfATableThatNobodyHasAreRefusedWithThoseThereAre) {
  EXPECT_THAT(get("/losses?table=Nope").body, HasSubstr("no table 'Nope' here, and no other"));
  cluster_.tables = {"Chats", "Orders"};
  const HttpResponse response = get("/losses?table=Nope");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("there is no table 'Nope' here: Chats, Orders"));
  EXPECT_THAT(get("/losses?table=Ordres").body, HasSubstr("(did you mean 'Orders'?)"));
  EXPECT_EQ(get("/losses").status, 200);
}

TEST_F(Control, WhereNoRegionAnswersNoTableIsSaidToBeMissing) {
  control_.region_lost(kEu, "it fell over");
  control_.region_lost(kUs, "it fell over");
  EXPECT_EQ(get("/losses?table=Nope").status, 200);
}

}  // namespace
}  // namespace lastwrite

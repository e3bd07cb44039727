// What the control address has for the console: the page, who may do what, events, items.
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/control/cluster_items.h"
#include "scenarios/control/console_feed.h"
#include "scenarios/control/console_front.h"
#include "scenarios/control/item_requests.h"
#include "scenarios/control/request_target.h"
#include "scenarios/control/viewers.h"
#include "tests/scenarios/control/control_fixture.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::StartsWith;

class ConsoleServer : public Control {
 protected:
  std::shared_ptr<EventStream> join(const std::string& word) {
    return send("GET", "/events", "", word).events;
  }
};

// --- who may do what -----------------------------------------------------------------------------

TEST_F(ConsoleServer, ThePageIsForAllAndNobodyMayFrameIt) {
  const HttpResponse page = send("GET", "/", "", "");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<title>console"));
  EXPECT_THAT(page.headers,
              testing::IsSupersetOf({Pair("Content-Security-Policy", "frame-ancestors 'none'"),
                                     Pair("Referrer-Policy", "no-referrer")}));
}

TEST_F(ConsoleServer, AProgramWithoutThePageSaysSo) {
  ControlServer bare(loop_, control_, feed_, {});
  HttpResponse out;
  bare.handle({"GET", "/", {}, ""}, [&](HttpHandler::Render render) { out = render(); });
  EXPECT_EQ(out.status, 404);
  EXPECT_THAT(out.body, HasSubstr("without the console"));
}

TEST_F(ConsoleServer, WhoMayOnlyLookChangesNothing) {
  cluster_.tables = {"T"};
  for (const char* target : {"/status", "/losses", "/item?table=T&key=%7B%7D"})
    EXPECT_EQ(send("GET", target, "", look()).status, 200) << target;
  for (const char* target : {"/link", "/partition", "/heal", "/pause", "/clock", "/kill",
                             "/restart", "/table", "/item", "/nothing"}) {
    const HttpResponse response = send("POST", target, R"({"region":"eu"})", look());
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_THAT(response.body, HasSubstr("changes nothing")) << target;
  }
  EXPECT_EQ(send("DELETE", "/item", "", look()).status, 403);
  EXPECT_THAT(cluster_.take_calls(), IsEmpty());
}

TEST_F(ConsoleServer, WithoutAWordThereAreNoEventsAndNoItems) {
  EXPECT_EQ(send("GET", "/events", "", "guess").status, 403);
  EXPECT_EQ(send("GET", "/item?table=T&key=%7B%7D", "", "").status, 403);
  EXPECT_EQ(send("POST", "/", "", "").status, 403);
}

TEST_F(ConsoleServer, TheRightWordFromTheWrongPageOrByTheWrongNameIsRefused) {
  const auto with = [&](const std::string& name, const std::string& value) {
    return send({"POST",
                 "/kill",
                 {{"x-lastwrite-token", change()}, {"host", "127.0.0.1:1"}, {name, value}},
                 R"({"region":"eu"})"})
        .status;
  };
  EXPECT_EQ(with("origin", "http://evil.example"), 403);
  EXPECT_EQ(send({"GET", "/", {{"host", "evil.example"}}, ""}).status, 403);
  EXPECT_EQ(send({"GET", "/metrics", {{"host", "evil.example"}}, ""}).status, 403);
  EXPECT_THAT(cluster_.take_calls(), IsEmpty());
  EXPECT_EQ(with("origin", "http://127.0.0.1:1"), 200);
}

// --- events --------------------------------------------------------------------------------------

TEST_F(ConsoleServer, WhoJoinsIsGreetedAndToldHowThingsAre) {
  cluster_.tables = {"T"};
  EXPECT_THAT(join(look())->take(),
              AllOf(StartsWith("event: hello\ndata: {\"may_change\":false"),
                    HasSubstr("\n\nevent: state\ndata: {\"writes\":0"),
                    HasSubstr(R"("tables":[{"name":"T","key":[{"name":"id","type":"S"}])")));
  EXPECT_THAT(join(change())->take(), HasSubstr(R"("may_change":true)"));
}

TEST_F(ConsoleServer, EachSecondTellsTheStateAndWhoComesLaterHearsOfThem) {
  feed_.start();
  const auto stream = join(look());
  stream->take();
  loop_.run_for(999ms);
  EXPECT_EQ(stream->take(), "");
  loop_.run_for(1ms);
  EXPECT_THAT(stream->take(), AllOf(StartsWith("event: state\n"), HasSubstr(R"("second":{"at_ms")"),
                                    HasSubstr(R"("lags":[null,null])")));
  loop_.run_for(2s);
  const std::string greeting = join(look())->take();
  std::size_t seconds = 0;
  for (auto at = greeting.find("at_ms"); at < greeting.find("event: state");
       at = greeting.find("at_ms", at + 1))
    ++seconds;
  EXPECT_EQ(seconds, 3U);
}

// A process that SIGSTOP holds answers no question until its deadline, which is far away.
TEST_F(ConsoleServer, ARegionThatDoesNotAnswerHoldsUpNoViewer) {
  feed_.start();
  const auto stream = join(look());
  stream->take();
  cluster_.stopped = {kServedEu};
  for (int second = 0; second < 15; ++second) {
    loop_.run_for(second == 0 ? 1s + StateBook::kPatience : 1s);
    EXPECT_THAT(
        stream->take(),
        AllOf(StartsWith("event: state\n"), HasSubstr(R"("silent":true,"head":7)"),
              HasSubstr(R"("region":"us","endpoint":"http://127.0.0.1:8001","running":true,)"
                        R"("writes":0,"lost":0,"head":7)")))
        << "second " << second;
  }
  EXPECT_THAT(get("/status").body, HasSubstr(R"("silent":true)")) << "nor who asks once";
}

TEST_F(ConsoleServer, ARegionThatAnswersAgainIsSilentNoMore) {
  feed_.start();
  const auto stream = join(look());
  cluster_.stopped = {kServedEu};
  loop_.run_for(2s);
  cluster_.stopped.clear();
  stream->take();
  loop_.run_for(12s);
  stream->take();
  loop_.run_for(1s);
  EXPECT_THAT(stream->take(), AllOf(StartsWith("event: state\n"), Not(HasSubstr("silent"))));
}

TEST_F(ConsoleServer, AChangeIsToldToAllAtOnce) {
  const auto one = join(look());
  const auto other = join(change());
  one->take();
  other->take();
  post("/partition", R"({"side":["eu"]})");
  for (const auto& stream : {one, other})
    EXPECT_THAT(stream->take(), HasSubstr(R"("partitioned":true)"));
}

TEST_F(ConsoleServer, MoreViewersThanItHoldsAreRefusedAndOneThatLeavesMakesPlace) {
  const auto one = join(look());
  const auto other = join(look());
  const HttpResponse third = send("GET", "/events", "", look());
  EXPECT_EQ(third.status, 503);
  EXPECT_EQ(third.events, nullptr);
  one->detach();
  EXPECT_NE(join(look()), nullptr);
}

TEST_F(ConsoleServer, AViewerThatTakesNothingIsDroppedAndTheOthersStay) {
  Viewers viewers({.viewers_max = 2, .waiting_bytes_max = 200});
  const auto slow = viewers.join();
  const auto quick = viewers.join();
  for (int i = 0; i < 10; ++i) {
    viewers.tell("state", R"({"writes":1})");
    EXPECT_EQ(quick->take(), "event: state\ndata: {\"writes\":1}\n\n");
  }
  EXPECT_TRUE(slow->overrun());
  EXPECT_EQ(viewers.count(), 1U);
}

TEST_F(ConsoleServer, TheEndOfTheFeedEndsEveryStream) {
  feed_.start();
  const auto stream = join(look());
  feed_.end();
  EXPECT_TRUE(stream->ended());
  loop_.run_for(3s);
  EXPECT_TRUE(loop_.idle()) << "no timer stays";
}

TEST_F(ConsoleServer, ACleanEndWaitsUntilAllHaveHeardItAndNoLonger) {
  const auto hears = join(look());
  const auto silent = join(look());
  std::thread server([&hears] {
    while (!hears->ended()) std::this_thread::yield();
    hears->detach();
  });
  const auto begun = std::chrono::steady_clock::now();
  viewers_.end(20ms);
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 20ms) << "for the one that never takes it";
  server.join();
  EXPECT_TRUE(silent->ended());
}

// --- of a run ------------------------------------------------------------------------------------

class RunFeed : public ConsoleServer {
 protected:
  std::shared_ptr<EventStream> watch(ConsoleFeed& feed) {
    feed.start();
    auto stream = feed.join(false);
    loop_.run_for(0ms);
    return stream;
  }

  ShownRun run_{"lost-counter", "Lost?", "version-check",      2, 3,
                "measure",      "",      {{"blind-put", 9, 2}}};
  ConsoleFeed of_run_{loop_, control_, viewers_, &run_};
};

TEST_F(RunFeed, TheStateSaysWhichStrategyItIsAndWhatCameOfThoseBefore) {
  EXPECT_THAT(watch(of_run_)->take(),
              HasSubstr(R"("run":{"scenario":"lost-counter","question":"Lost?",)"
                        R"("strategy":"version-check","number":2,"of":3,"phase":"measure",)"
                        R"("done":[{"strategy":"blind-put","writes":9,"lost":2}]})"));
}

TEST_F(RunFeed, WhoWatchedTheStrategyBeforeIsGreetedAnew) {
  const auto stream = watch(of_run_);
  of_run_.conclude();
  stream->take();
  ConsoleFeed next(loop_, control_, viewers_, &run_);
  next.start();
  loop_.run_for(0ms);
  EXPECT_THAT(stream->take(), AllOf(StartsWith("event: hello\ndata: {\"may_change\":false"),
                                    HasSubstr("\n\nevent: state\n")));
}

TEST_F(RunFeed, AtTheEndTheLastStateIsToldAndNothingAfterIt) {
  const auto stream = watch(of_run_);
  stream->take();
  loop_.run_for(1s);
  stream->take();
  of_run_.conclude();
  EXPECT_THAT(stream->take(), StartsWith("event: state\n"));
  of_run_.changed();
  loop_.run_for(3s);
  EXPECT_EQ(stream->take(), "");
  EXPECT_FALSE(stream->ended()) << "the next strategy goes on with it";
  EXPECT_TRUE(loop_.idle()) << "no timer stays";
}

// --- items ---------------------------------------------------------------------------------------

constexpr char kOneItem[] = "/item?table=T&key=%7B%22id%22%3A%7B%22S%22%3A%22a%22%7D%7D";

TEST_F(ConsoleServer, AnItemIsShownAsEachRegionHoldsIt) {
  EXPECT_THAT(get(kOneItem).body, AllOf(HasSubstr(R"("differ":false)"),
                                        HasSubstr(R"({"region":"eu"},{"region":"us"})")));
  post("/item", R"({"table":"T","key":{"id":{"S":"a"}},
                    "writes":[{"region":"us","item":{"id":{"S":"a"},"n":{"N":"1"}}}]})");
  const std::string seen = get(kOneItem).body;
  EXPECT_THAT(seen, AllOf(HasSubstr(R"("differ":true)"), HasSubstr(R"("newest":true)"),
                          HasSubstr(R"("origin":"us")"), HasSubstr(R"("n":{"N":"1"})")));
}

TEST_F(ConsoleServer, OneRequestWritesInSeveralRegions) {
  const HttpResponse response = post("/item", R"({"table":"T","key":{"id":{"S":"a"}},"writes":[
      {"region":"us","item":{"id":{"S":"a"}}},
      {"region":"eu","UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}},
      {"region":"us"}]})");
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("put us", "update eu", "delete us"));
  EXPECT_THAT(response.body, HasSubstr(R"("region":"us","stamp":"0.000000001@us")"));
  EXPECT_THAT(get(kOneItem).body, HasSubstr(R"("stamp":"0.000000002@us")")) << "a tombstone";
}

TEST_F(ConsoleServer, AnItemOfAnotherKeyIsNotWritten) {
  const HttpResponse response = post("/item", R"({"table":"T","key":{"id":{"S":"a"}},
      "writes":[{"region":"us","item":{"id":{"S":"b"}}}]})");
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("'item' has another id than 'key'"));
  EXPECT_THAT(cluster_.take_calls(), testing::IsEmpty());
}

TEST_F(ConsoleServer, ARegionThatCannotAnswerSaysWhyAndTheOthersAnswer) {
  control_.region_lost(kServedEu, "it fell over");
  EXPECT_THAT(get(kOneItem).body, AllOf(HasSubstr(R"({"region":"eu","problem":"it fell over"})"),
                                        HasSubstr(R"({"region":"us"})")));
  const HttpResponse written = post("/item", R"({"table":"T","key":{"id":{"S":"a"}},
      "writes":[{"region":"eu"},{"region":"us"}]})");
  EXPECT_THAT(written.body, HasSubstr(R"("problem":"it fell over")"));
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("delete us"));
  EXPECT_THAT(get("/item?table=Nope&key=%7B%7D").body, HasSubstr("no such table"));
}

TEST_F(ConsoleServer, WhatIsNoItemIsRefusedInASentence) {
  const auto refused = [&](const std::string& body) {
    const HttpResponse response = post("/item", body);
    EXPECT_EQ(response.status, 400) << response.body;
    return response.body;
  };
  const std::string key = R"({"table":"T","key":{"id":{"S":"a"}})";
  EXPECT_THAT(refused("{"), HasSubstr("JSON object"));
  EXPECT_THAT(refused(key + "}"), HasSubstr("writes"));
  EXPECT_THAT(refused(key + R"(,"writes":[{"region":"mars"}]})"), HasSubstr("mars"));
  EXPECT_THAT(refused(key + R"(,"writes":[{"region":"eu","item":{"id":{"S":"a"}},
      "UpdateExpression":"REMOVE n"}]})"),
              HasSubstr("not both"));
  EXPECT_THAT(refused(key + R"(,"writes":[{"region":"eu","UpdateExpression":"MAKE n"}]})"),
              Not(HasSubstr("{}")));
  EXPECT_EQ(get("/item?table=T&key=7").status, 400);
  EXPECT_EQ(get("/item?table=T&key=%7B%22id%22%3A%7B%22X%22%3A1%7D%7D").status, 400);
  EXPECT_THAT(cluster_.take_calls(), IsEmpty());
}

TEST_F(ConsoleServer, ATableIsMadeInAllRegions) {
  EXPECT_EQ(post("/table", R"({"TableName":"Fun","BillingMode":"PAY_PER_REQUEST",
      "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
      "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}]})")
                .status,
            200);
  EXPECT_THAT(cluster_.take_calls(), ElementsAre("table"));
  EXPECT_EQ(post("/table", R"({"TableName":"Fun"})").status, 400);
}

TEST(RequestTargets, AreTakenApartAndDecoded) {
  const RequestTarget target("/item?table=My%2eTable&key=%7B%22a%22%3A1%7D&flag&after=3");
  EXPECT_EQ(target.path, "/item");
  EXPECT_EQ(target.parameter("table"), "My.Table");
  EXPECT_EQ(target.parameter("key"), R"({"a":1})");
  EXPECT_EQ(target.parameter("flag"), "");
  EXPECT_EQ(target.parameter("none"), "");
  EXPECT_EQ(RequestTarget("/x?a=100%&b=%zz").parameter("a"), "100%");
  EXPECT_EQ(RequestTarget("/x?a=1%&b=%zz").parameter("b"), "%zz");
  EXPECT_TRUE(RequestTarget("/status").parameters.empty());
}

}  // namespace
}  // namespace lastwrite

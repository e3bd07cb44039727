// Responses that go on: server-sent events over the real server.
#include <chrono>
#include <mutex>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/api/event_stream.h"
#include "region/api/http_server.h"
#include "tests/region/api/wire.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(EventStream, WhatWaitsIsTakenAtOnceAndInOrder) {
  EventStream stream(100);
  stream.send("a");
  stream.send("b");
  EXPECT_EQ(stream.take(), "ab");
  EXPECT_EQ(stream.take(), "");
  stream.send("c");
  stream.end();
  stream.send("d");
  EXPECT_EQ(stream.take(), "c") << "after the end nothing comes";
  EXPECT_FALSE(stream.overrun());
}

TEST(EventStream, BeyondItsBoundItEndsAndKeepsNothing) {
  EventStream stream(10);
  stream.send("123456");
  EXPECT_FALSE(stream.ended());
  stream.send("78901");
  EXPECT_TRUE(stream.ended());
  EXPECT_TRUE(stream.overrun());
  EXPECT_EQ(stream.take(), "");
}

TEST(EventStream, EachChangeWakesTheServerUntilItLeaves) {
  EventStream stream(100);
  int woken = 0;
  stream.attach([&] { ++woken; });
  stream.send("a");
  stream.detach();
  stream.send("b");
  EXPECT_EQ(woken, 1);
  EXPECT_TRUE(stream.ended());
}

// Answers everything with one stream, kept for the test.
class Streaming final : public HttpHandler {
 public:
  void handle(HttpRequest, Reply reply) override {
    reply([this] {
      return HttpResponse{200, {{"Content-Type", "text/event-stream"}}, "", stream_};
    });
  }
  EventStream& stream() { return *stream_; }

 private:
  std::shared_ptr<EventStream> stream_ = std::make_shared<EventStream>(64 * 1024);
};

class HttpEvents : public testing::Test {
 protected:
  static HttpLimits limits() {
    HttpLimits limits;
    limits.heartbeat = 20ms;
    return limits;
  }
  static std::string ask(Wire& wire) {
    wire.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    return wire.read_until("\r\n\r\n");
  }
  bool ends() {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    while (!handler_.stream().ended() && std::chrono::steady_clock::now() < deadline)
      std::this_thread::yield();
    return handler_.stream().ended();
  }

  Streaming handler_;
  std::unique_ptr<HttpServer> server_ =
      HttpServer::start("127.0.0.1:0", handler_, limits()).value();
};

TEST_F(HttpEvents, ComeAsTheyAreSentAndTheHeadSaysThatTheyGoOn) {
  handler_.stream().send("data: of before\n\n");
  Wire wire(server_->address());
  const std::string head = ask(wire);
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream"));
  EXPECT_THAT(head, HasSubstr("Connection: close"));
  EXPECT_THAT(head, testing::Not(HasSubstr("Content-Length")));
  EXPECT_THAT(wire.read_until("before\n\n"), HasSubstr("data: of before"));
  handler_.stream().send("data: now\n\n");
  EXPECT_THAT(wire.read_until("now\n\n"), HasSubstr("data: now"));
}

TEST_F(HttpEvents, AreFollowedByACommentWhereNothingComes) {
  Wire wire(server_->address());
  ask(wire);
  EXPECT_THAT(wire.read_until(":\n\n:\n\n"), HasSubstr(":\n\n:\n\n"));
}

TEST_F(HttpEvents, EndWithTheirStreamOnceAllOfItIsSent) {
  Wire wire(server_->address());
  ask(wire);
  handler_.stream().send("data: last\n\n");
  handler_.stream().end();
  EXPECT_THAT(wire.read_all(), HasSubstr("data: last\n\n"));
}

TEST_F(HttpEvents, AClientThatLeavesEndsItsStream) {
  {
    Wire wire(server_->address());
    ask(wire);
  }
  EXPECT_TRUE(ends());
}

TEST_F(HttpEvents, AClientThatTakesNothingIsDropped) {
  Wire wire(server_->address(), 4 * 1024);
  ask(wire);
  // What the kernel takes for it is bounded; then the stream's own bound is reached.
  const std::string much(16 * 1024, 'x');
  for (int i = 0; i < 4'000 && !handler_.stream().ended(); ++i) {
    handler_.stream().send(much);
    std::this_thread::yield();
  }
  EXPECT_TRUE(ends());
  EXPECT_TRUE(handler_.stream().overrun());
}

TEST_F(HttpEvents, TheServersEndIsThatOfItsStreams) {
  Wire wire(server_->address());
  ask(wire);
  handler_.stream().send("data: x\n\n");
  EXPECT_THAT(wire.read_until("x\n\n"), HasSubstr("data: x"));
  server_->stop();
  EXPECT_TRUE(handler_.stream().ended());
  wire.read_all();
  handler_.stream().send("data: y\n\n");  // nobody is there any more
}

}  // namespace
}  // namespace lastwrite

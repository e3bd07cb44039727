// The server against raw sockets: what clients send in earnest, and what they should not.
#include "region/api/http_server.h"

#include <chrono>
#include <mutex>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/region/api/wire.h"

namespace lastwrite {
namespace {

// Answers each request with its method, target and body; keeps those to "/later" for later.
class Echo final : public HttpHandler {
 public:
  void handle(HttpRequest request, Reply reply) override {
    const std::lock_guard lock(mutex_);
    connections_.push_back(request.connection);
    if (request.target == "/later") return kept_.push_back(std::move(reply));
    reply([request = std::move(request)] {
      return HttpResponse{200, {}, request.method + " " + request.target + " " + request.body};
    });
  }
  std::vector<std::uint64_t> connections() {
    const std::lock_guard lock(mutex_);
    return connections_;
  }
  std::vector<Reply> take_kept() {
    const std::lock_guard lock(mutex_);
    return std::exchange(kept_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::uint64_t> connections_;
  std::vector<Reply> kept_;
};

class HttpServerTest : public testing::Test {
 protected:
  static HttpLimits limits() {
    HttpLimits limits;
    limits.body_bytes = 1'000;
    limits.header_bytes = 1'000;
    limits.connections = 20;
    return limits;
  }
  Echo echo_;
  std::unique_ptr<HttpServer> server_ = HttpServer::start("127.0.0.1:0", echo_, limits()).value();
};

TEST_F(HttpServerTest, AConnectionServesManyRequests) {
  Wire wire(server_->address());
  for (int i = 0; i < 3; ++i) {
    wire.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    const std::string answer = wire.read_until("POST /a hi");
    EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, testing::HasSubstr("Content-Length: 10\r\n"));
  }
  EXPECT_THAT(echo_.connections(), testing::Each(echo_.connections().front()));
}

TEST_F(HttpServerTest, RequestsSentAheadAreAnsweredInOrder) {
  Wire wire(server_->address());
  wire.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(wire.read_until("GET /1 "), testing::HasSubstr("200"));
  EXPECT_THAT(wire.read_until("GET /2 "), testing::HasSubstr("200"));
}

TEST_F(HttpServerTest, AClientMayAskBeforeItSendsItsBody) {
  Wire wire(server_->address());
  wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(wire.read_until("\r\n\r\n"), testing::StartsWith("HTTP/1.1 100 Continue"));
  wire.send("body");
  EXPECT_THAT(wire.read_until("POST / body"), testing::HasSubstr("200 OK"));
}

TEST_F(HttpServerTest, BodiesMayComeInChunks) {
  Wire wire(server_->address());
  wire.send(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_THAT(wire.read_until("POST / abcde"), testing::HasSubstr("200 OK"));
}

TEST_F(HttpServerTest, AClientThatWantsTheEndGetsIt) {
  Wire wire(server_->address());
  wire.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(wire.read_all(), testing::HasSubstr("Connection: close"));
}

TEST_F(HttpServerTest, WhatIsTooLargeIsRefusedAndTheConnectionEnds) {
  Wire body(server_->address());
  body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n" + std::string(1'001, 'x'));
  EXPECT_THAT(body.read_all(), testing::StartsWith("HTTP/1.1 413"));
  Wire header(server_->address());
  header.send("GET / HTTP/1.1\r\nHost: x\r\nLong: " + std::string(2'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(header.read_all(), testing::StartsWith("HTTP/1.1 431"));
}

TEST_F(HttpServerTest, WhatIsNotHttpIsRefusedAndTheServerGoesOn) {
  for (const char* bytes :
       {"hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"}) {
    Wire wire(server_->address());
    wire.send(bytes);
    wire.end_sending();
    EXPECT_THAT(wire.read_all(), testing::AnyOf("", testing::StartsWith("HTTP/1.1 400"))) << bytes;
  }
  Wire half(server_->address());
  half.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");
  half.end_sending();
  EXPECT_EQ(half.read_all(), "");
  Wire wire(server_->address());
  wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(wire.read_until("GET / "), testing::HasSubstr("200 OK"));
}

TEST_F(HttpServerTest, MoreConnectionsThanItHoldsAreClosedAtOnce) {
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 20; ++i) {
    wires.push_back(std::make_unique<Wire>(server_->address()));
    wires.back()->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_THAT(wires.back()->read_until("GET / "), testing::HasSubstr("200 OK"));
  }
  Wire one_more(server_->address());
  one_more.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(one_more.read_all(), "");
}

TEST_F(HttpServerTest, ASlowClientLosesItsConnection) {
  HttpLimits impatient = limits();
  impatient.idle = 20ms;
  const auto server = HttpServer::start("127.0.0.1:0", echo_, impatient).value();
  Wire wire(server->address());
  wire.send("GET / HT");
  EXPECT_EQ(wire.read_all(), "");
}

TEST_F(HttpServerTest, LargeBodiesAndResponsesOfAllConnectionsHaveOneBound) {
  HttpLimits tight = limits();
  tight.body_bytes = 1'000'000;
  tight.held_bytes = 300'000;
  const auto server = HttpServer::start("127.0.0.1:0", echo_, tight).value();
  const std::string large =
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n";
  const auto told = [&](const std::string& head) {
    Wire wire(server->address());
    wire.send(head);
    return wire.read_until("\r\n\r\n");
  };
  Wire first(server->address());
  first.send(large);
  EXPECT_THAT(first.read_until("\r\n\r\n"), testing::HasSubstr("100 Continue"));
  EXPECT_THAT(told(large), testing::HasSubstr("503 Service Unavailable"));
  EXPECT_THAT(told("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"),
              testing::HasSubstr("503 Service Unavailable"))
      << "nobody knows how long that will be";
  EXPECT_THAT(told("GET /small HTTP/1.1\r\nHost: x\r\n\r\n"), testing::HasSubstr("200 OK"));
  first.send(std::string(200'000, 'x') + "GET /end HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_until("GET /end ");
  EXPECT_THAT(told(large), testing::HasSubstr("100 Continue")) << "what was held is free again";
}

TEST_F(HttpServerTest, AReplyMayComeLaterAndAfterTheEnd) {
  Wire wire(server_->address());
  wire.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  std::vector<HttpHandler::Reply> kept;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (kept.empty() && std::chrono::steady_clock::now() < deadline) kept = echo_.take_kept();
  ASSERT_EQ(kept.size(), 1U);
  server_->stop();
  EXPECT_EQ(wire.read_all(), "");
  kept[0]([]() -> HttpResponse { return {}; });
  server_.reset();
}

TEST_F(HttpServerTest, AWrongAddressOrATakenPortIsAWrongUse) {
  for (const std::string& address : {std::string("nowhere"), std::string("127.0.0.1:70000"),
                                     std::string("256.0.0.1:80"), server_->address()}) {
    const auto server = HttpServer::start(address, echo_, {});
    ASSERT_FALSE(server) << address;
    EXPECT_EQ(server.error().code, ErrorCode::kUsage);
    EXPECT_THAT(server.error().message, testing::HasSubstr(address));
  }
}

}  // namespace
}  // namespace lastwrite

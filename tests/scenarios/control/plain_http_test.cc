#include "scenarios/control/plain_http.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/api/http_server.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

TEST(HttpUrl, IsHostPortAndTarget) {
  const auto plain = parse_http_url("http://localhost:8000/metrics?x=1");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->host, "localhost");
  EXPECT_EQ(plain->port, "8000");
  EXPECT_EQ(plain->target, "/metrics?x=1");
  const auto bare = parse_http_url("http://[::1]");
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->host, "::1");
  EXPECT_EQ(bare->port, "80");
  EXPECT_EQ(bare->target, "/");
}

TEST(HttpUrl, NothingElseIsOne) {
  for (const char* url : {"https://a", "a:80", "http://", "http://a:x", "http://a:",
                          "http://a:123456", "http://u@a", "http://a/ b", "http://a/\r\nX: y"})
    EXPECT_FALSE(parse_http_url(url)) << url;
}

// Answers with what it was asked.
class Echo final : public HttpHandler {
 public:
  void handle(HttpRequest request, Reply reply) override {
    std::string text = request.method + " " + request.target + " " +
                       std::string(request.header("x-word")) + " " + request.body;
    reply([text] { return HttpResponse{418, {}, text}; });
  }
};

TEST(AskHttp, SendsHeadersAndBodyAndReadsTheAnswer) {
  Echo echo;
  auto server = HttpServer::start("127.0.0.1:0", echo, {});
  ASSERT_TRUE(server) << server.error().message;
  const std::string at = (*server)->address();
  const HttpAddress address{"127.0.0.1", at.substr(at.rfind(':') + 1), "/x"};
  for (const char* version : {"1.0", "1.1"}) {
    const auto answer = ask_http(
        address,
        {.method = "POST", .version = version, .headers = {{"x-word", "hello"}}, .body = "there"});
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->status, 418);
    EXPECT_EQ(answer->body, "POST /x hello there");
  }
}

TEST(AskHttp, NobodyThereIsTold) {
  const auto answer = ask_http({"127.0.0.1", "1", "/"}, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUnavailable);
  EXPECT_THAT(answer.error().message, HasSubstr("127.0.0.1:1 does not answer"));
}

}  // namespace
}  // namespace lastwrite

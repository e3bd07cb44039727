#include "region/api/metrics_handler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "region/base/manual_clock.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Answers every request with the response in its body's place.
class Below final : public HttpHandler {
 public:
  void handle(HttpRequest, Reply reply) override {
    reply([response = next]() mutable { return response; });
  }
  HttpResponse next{200, {}, "{}"};
};

class MetricsHandlerTest : public testing::Test {
 protected:
  HttpResponse send(const std::string& method, const std::string& path, const std::string& target) {
    HttpRequest request{method, path, {{"x-amz-target", target}}, ""};
    HttpResponse out;
    handler_.handle(std::move(request), [&](HttpHandler::Render render) { out = render(); });
    loop_.run_for(0ms);
    return out;
  }
  std::string metrics() { return send("GET", "/metrics", "").body; }

  Below below_;
  ManualScheduler loop_;
  ManualClock clock_;
  MetricsHandler handler_{below_, loop_, clock_, [](MetricText& text) {
                            text.sample("of_the_loop", {}, std::uint64_t{1});
                          }};
};

TEST_F(MetricsHandlerTest, CountsRequestsByOperationAndOutcome) {
  send("POST", "/", "DynamoDB_20120810.PutItem");
  below_.next = {400, {}, R"({"__type":"com.amazon.coral.validate#ValidationException"})"};
  send("POST", "/", "DynamoDB_20120810.PutItem");
  const std::string all = metrics();
  EXPECT_THAT(all, HasSubstr("{operation=\"PutItem\",outcome=\"OK\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("{operation=\"PutItem\",outcome=\"ValidationException\"} 1\n"));
  EXPECT_THAT(all, HasSubstr("of_the_loop 1\n"));
}

TEST_F(MetricsHandlerTest, NamesOfNoOperationAreOneOperation) {
  below_.next = {400, {}, R"({"__type":"com.amazon.coral.service#UnknownOperationException"})"};
  for (const char* name : {"DynamoDB_20120810.Foo", "DynamoDB_20120810.Bar"})
    send("POST", "/", name);
  const std::string all = metrics();
  EXPECT_THAT(all, HasSubstr("{operation=\"unknown\",outcome=\"UnknownOperationException\"} 2\n"));
  EXPECT_THAT(all, Not(HasSubstr("Foo")));
}

TEST_F(MetricsHandlerTest, OtherPagesGoThroughUncounted) {
  EXPECT_EQ(send("GET", "/", "").body, "{}");
  EXPECT_THAT(metrics(), Not(HasSubstr("requests_total{")));
}

}  // namespace
}  // namespace lastwrite

// The console of a run over its strategies, asked over a real connection.
#include "scenarios/live/run_console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/region/api/wire.h"

namespace lastwrite {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class Answering final : public HttpHandler {
 public:
  void handle(HttpRequest request, Reply reply) override {
    reply([target = request.target] { return HttpResponse{200, {}, "asked for " + target}; });
  }
};

class OfARun : public testing::Test {
 protected:
  std::string host() const {
    const std::string at = console_->address();
    return at.substr(7, at.find("/#") - 7);
  }
  std::string word() const { return console_->address().substr(console_->address().find('#') + 1); }
  void ask(Wire& wire, const std::string& what, const std::string& word) const {
    wire.send(
        fmt::format("{} HTTP/1.1\r\nHost: localhost\r\nx-lastwrite-token: {}\r\n"
                    "Connection: close\r\n\r\n",
                    what, word));
  }
  std::string answer(const std::string& what) const {
    Wire wire(host());
    ask(wire, what, word());
    return wire.read_all();
  }

  std::unique_ptr<RunConsole> console_ = *RunConsole::open("127.0.0.1:0", "<title>page");
  Answering cluster_;
};

TEST_F(OfARun, AnswersByTheClusterThatIsThereAndSaysWhyWhereNoneIs) {
  console_->hide("The regions of blind-put are being started.");
  EXPECT_THAT(answer("GET /status"), AllOf(HasSubstr("503"), HasSubstr("of blind-put are being")));
  console_->show(cluster_);
  EXPECT_THAT(answer("GET /status"), HasSubstr("asked for /status"));
  console_->hide("blind-put has run.");
  EXPECT_THAT(answer("GET /status"), HasSubstr("blind-put has run."));
  EXPECT_THAT(answer("GET /"), HasSubstr("<title>page"));
}

TEST_F(OfARun, BetweenStrategiesAsWellOneOnlyLooks) {
  EXPECT_THAT(answer("POST /kill"), HasSubstr("HTTP/1.1 403"));
  Wire stranger(host());
  ask(stranger, "GET /events", "guess");
  EXPECT_THAT(stranger.read_all(), AllOf(HasSubstr("HTTP/1.1 403"), HasSubstr("--watch")));
}

TEST_F(OfARun, WhoWatchesHearsOfPausesAndLastOfTheReport) {
  Wire viewer(host());
  ask(viewer, "GET /events", word());
  EXPECT_THAT(viewer.read_until("event: note"), HasSubstr(R"("may_change":false)"));
  EXPECT_THAT(viewer.read_until("\n\n"), HasSubstr(R"("sentence":"The run begins.","last":false)"));
  console_->hide("blind-put has run.");
  EXPECT_THAT(viewer.read_until("\n\n"), HasSubstr("blind-put has run."));
  console_->end({"The run is over.", true, "/runs/report.html"});
  EXPECT_THAT(viewer.read_all(), HasSubstr(R"("last":true,"report":"/runs/report.html"})"));
}

TEST_F(OfARun, AnAddressThatIsTakenIsRefused) {
  const auto second = RunConsole::open(host(), "");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace lastwrite

#include <optional>

#include <boost/json.hpp>

#include "region/api/dynamo_dispatcher.h"
#include "region/base/check.h"
#include "region/base/manual_clock.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

constexpr char kTable[] =
    R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST",)"
    R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"},{"AttributeName":"n","KeyType":"RANGE"}],)"
    R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},)"
    R"({"AttributeName":"n","AttributeType":"N"}]})";
constexpr char kItem[] =
    R"({"TableName":"Orders","Item":{"id":{"S":"a"},"n":{"N":"1"},"l":{"L":[{"S":"x"}]}}})";
constexpr std::size_t kLinesMax = 20;

class FuzzedRegion {
 public:
  FuzzedRegion() {
    call("CreateTable", kTable);
    call("PutItem", kItem);
  }

  void call(std::string_view operation, std::string_view body) {
    std::optional<HttpResponse> response;
    dispatcher_.handle({"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"},
                         {"x-amz-target", "DynamoDB_20120810." + std::string(operation)}},
                        std::string(body)},
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(0ms);
    LW_CHECK(response.has_value(), "no answer");
    check(*response);
  }

 private:
  static void check(const HttpResponse& response) {
    LW_CHECK(response.status == 200 || response.status == 400, "status {}: {}", response.status,
             response.body);
    if (response.status == 200 && response.body.empty()) return;  // TagResource says nothing
    boost::system::error_code error;
    boost::json::parse_options deep;
    deep.max_depth = 500;
    const auto parsed = boost::json::parse(response.body, error, {}, deep);
    LW_CHECK(!error && parsed.is_object(), "an answer that is no JSON: {}", response.body);
  }

  ManualScheduler scheduler_;
  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_ =
      Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, clock_, observer_)
          .value();
  GroupCommit commits_{scheduler_, *engine_, [] {}};
  DynamoDispatcher dispatcher_{{scheduler_, commits_, *engine_}};
};

}  // namespace

void fuzz_api(std::string_view input) {
  FuzzedRegion region;
  for (std::size_t i = 0; i < kLinesMax && !input.empty(); ++i) {
    const std::string_view line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
    const auto space = std::min(line.find(' '), line.size());
    region.call(line.substr(0, space), line.substr(std::min(space + 1, line.size())));
  }
}

}  // namespace lastwrite

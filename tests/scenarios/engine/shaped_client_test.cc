#include "scenarios/engine/shaped_client.h"

#include <optional>

#include "scenarios/engine/scenario_loader.h"
#include "tests/scenarios/support/fake_cluster.h"

namespace lastwrite {
namespace {

constexpr const char* kShapedText = R"yaml(name: demo
regions: [a, b]
table: {name: Orders, key: {orderId: S}}
network: {pipeline: 5s, links: [{from: a, to: b, latency: 80ms}, {from: b, to: a, latency: 50ms}]}
workload: {}
strategies: [blind-put]
duration: 1s
)yaml";

class ShapedClientTest : public ::testing::Test {
 protected:
  // When the answer came and what it was.
  struct Answer {
    Duration after{0};
    std::optional<Error> error;
  };

  ShapedClient client(const std::string& from, const std::string& to) {
    return ShapedClient(cluster_.client(RegionName(to)), links_, scheduler_,
                        {RegionName(from), RegionName(to), 2s}, Random(1));
  }

  void put(RegionClient& to) {
    const TrueTime start = scheduler_.now();
    to.put_item({.table = TableName("Orders"),
                 .item = {{"orderId", "x"}},
                 .condition = std::nullopt,
                 .operation = OperationId::kNone},
                [this, start](const Result<WriteOutput>& result) {
                  answers_.push_back({scheduler_.now() - start,
                                      result ? std::nullopt : std::optional(result.error())});
                });
  }

  bool written() {
    bool found = false;
    cluster_.versions(
        RegionName("b"), TableName("Orders"),
        [&](const Result<std::vector<HeldVersion>>& held) { found = !held->empty(); });
    scheduler_.run_for(1ms);
    return found;
  }

  Scenario scenario_ = *load_scenario_text(kShapedText, "demo.yaml", {});
  ManualScheduler scheduler_;
  FakeCluster cluster_{scheduler_, scenario_};
  LinkTable links_{scenario_.links};
  std::vector<Answer> answers_;
};

TEST_F(ShapedClientTest, ACallToAnotherRegionPaysBothDirectionsAndNoPipeline) {
  ShapedClient far = client("a", "b");
  put(far);
  scheduler_.run_for(10s);
  ASSERT_EQ(answers_.size(), 1u);
  EXPECT_EQ(answers_[0].after, Duration(80ms + 1ms + 50ms));
  EXPECT_FALSE(answers_[0].error);
}

TEST_F(ShapedClientTest, ACallWithinARegionPaysNothing) {
  ShapedClient near = client("b", "b");
  put(near);
  scheduler_.run_for(10s);
  ASSERT_EQ(answers_.size(), 1u);
  EXPECT_EQ(answers_[0].after, Duration(1ms));
}

TEST_F(ShapedClientTest, APartitionedRequestTimesOutAndChangesNothing) {
  ShapedClient far = client("a", "b");
  links_.begin({{RegionName("a"), RegionName("b")}}, {.partitioned = true});
  put(far);
  scheduler_.run_for(10s);
  ASSERT_EQ(answers_.size(), 1u);
  EXPECT_EQ(answers_[0].after, Duration(2s));
  EXPECT_EQ(answers_[0].error->code, ErrorCode::kTimeout);
  EXPECT_FALSE(written());
}

TEST_F(ShapedClientTest, APartitionedReplyTimesOutThoughTheWriteHappened) {
  ShapedClient far = client("a", "b");
  links_.begin({{RegionName("b"), RegionName("a")}}, {.partitioned = true});
  put(far);
  scheduler_.run_for(10s);
  ASSERT_EQ(answers_.size(), 1u);
  EXPECT_EQ(answers_[0].error->code, ErrorCode::kTimeout);
  EXPECT_TRUE(written());
}

TEST_F(ShapedClientTest, ARequestOnItsWayIsLostWhenThePartitionBegins) {
  ShapedClient far = client("a", "b");
  put(far);
  scheduler_.run_for(40ms);
  links_.begin({{RegionName("a"), RegionName("b")}}, {.partitioned = true});
  scheduler_.run_for(10s);
  ASSERT_EQ(answers_.size(), 1u);
  EXPECT_TRUE(answers_[0].error);
  EXPECT_FALSE(written());
}

TEST_F(ShapedClientTest, AChangeOfTheLinkCountsFromTheNextMessage) {
  ShapedClient far = client("a", "b");
  links_.begin({{RegionName("a"), RegionName("b")}}, {.latency = Distribution::fixed(500ms)});
  put(far);
  scheduler_.run_for(10s);
  EXPECT_EQ(answers_.at(0).after, Duration(500ms + 1ms + 50ms));
}

}  // namespace
}  // namespace lastwrite

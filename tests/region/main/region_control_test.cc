// What may be asked of a running region, in virtual time.
#include "region/main/region_control.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/control.pb.h"
#include "tests/support/test_region.h"

namespace lastwrite {
namespace {

const RegionName kA("a-1");
const RegionName kB("b-1");

class RegionControlTest : public testing::Test {
 protected:
  RegionControlTest() { scheduler_.run_for(10ms); }

  v1::StatusResponse status() {
    v1::StatusResponse response;
    control_.status(&response);
    return response;
  }
  Result<void> set_latency(const std::string& latency) {
    v1::SetLinkRequest request;
    request.set_to("b-1");
    request.mutable_link()->set_latency(latency);
    return control_.set_link(request);
  }
  std::string refusal(const v1::SetLinkRequest& request) {
    const auto done = control_.set_link(request);
    EXPECT_FALSE(done);
    return done ? "" : done.error().message;
  }
  v1::SetLinkRequest link_to_b() {
    v1::SetLinkRequest request;
    request.set_to("b-1");
    return request;
  }

  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  MemoryStore store_a_;
  MemoryStore store_b_;
  LoopbackNetwork unconnected_{scheduler_};
  MemoryStore unasked_;
  TestRegion a_{kA, {kB}, store_a_, scheduler_, network_, Random(1)};
  TestRegion b_{kB, {kA}, store_b_, scheduler_, network_, Random(2)};
  GrpcTransport transport_{kA, {kB}, scheduler_, Random(3)};
  bool stopped_ = false;
  RegionControl control_{transport_, a_.node(), a_.clock(), [this] { stopped_ = true; }};
};

TEST_F(RegionControlTest, StatusTellsWhatAPeerHasNotAcknowledgedAndHowOldItIs) {
  ASSERT_TRUE(set_latency("80ms"));
  a_.put("x", {});
  scheduler_.run_for(30ms);
  a_.put("y", {});
  scheduler_.run_for(20ms);
  const v1::StatusResponse before = status();
  EXPECT_EQ(before.region(), "a-1");
  EXPECT_EQ(before.head(), 2U);
  EXPECT_EQ(before.records_retained(), 2U);
  ASSERT_EQ(before.peers_size(), 1);
  EXPECT_EQ(before.peers(0).region(), "b-1");
  EXPECT_TRUE(before.peers(0).connected());
  EXPECT_EQ(before.peers(0).outstanding_records(), 2U);
  EXPECT_EQ(before.peers(0).oldest_outstanding_ns(), Duration(50ms).count());
  scheduler_.run_for(200ms);
  EXPECT_EQ(status().peers(0).sent_acknowledged(), 2U);
  EXPECT_EQ(status().peers(0).outstanding_records(), 0U);
  EXPECT_EQ(status().peers(0).oldest_outstanding_ns(), 0);
}

TEST_F(RegionControlTest, StatusNamesTheTables) {
  EXPECT_THAT(status().tables(), testing::ElementsAre("Orders"));
}

TEST_F(RegionControlTest, StatusTellsWhetherAPeerHasSaidWhereItIs) {
  EXPECT_TRUE(status().peers(0).asked());
  TestRegion alone(kA, {kB}, unasked_, scheduler_, unconnected_, Random(4));
  RegionControl control(transport_, alone.node(), alone.clock(), [] {});
  v1::StatusResponse response;
  control.status(&response);
  EXPECT_FALSE(response.peers(0).asked()) << "nobody is there who could have asked";
}

TEST_F(RegionControlTest, StatusTellsWhatIsAppliedOfAPeer) {
  b_.put("x", {});
  scheduler_.run_for(10ms);
  EXPECT_EQ(status().peers(0).applied(), 1U);
}

TEST_F(RegionControlTest, ALinkTakesEffectAtOnce) {
  ASSERT_TRUE(set_latency("lognormal(median=400ms, p99=1200ms)"));
  v1::SetLinkRequest partition = link_to_b();
  partition.mutable_link()->set_partitioned(true);
  ASSERT_TRUE(control_.set_link(partition));
  a_.put("x", {});
  scheduler_.run_for(10s);
  EXPECT_TRUE(b_.contents().empty());
  ASSERT_TRUE(control_.set_link(link_to_b()));
  scheduler_.run_for(10ms);
  EXPECT_EQ(b_.contents().size(), 1U);
}

TEST_F(RegionControlTest, ALinkThatIsNoneIsRefusedInASentence) {
  EXPECT_THAT(set_latency("soon").error().message, testing::HasSubstr("'soon' is not a duration"));
  v1::SetLinkRequest request = link_to_b();
  request.mutable_link()->set_pipeline("-1ms");
  EXPECT_THAT(refusal(request), testing::HasSubstr("cannot be negative"));
  const auto refused = [&](void (*spoil)(v1::LinkSpec*)) {
    v1::SetLinkRequest bad = link_to_b();
    spoil(bad.mutable_link());
    return refusal(bad).starts_with("a link's rates lie between 0 and 1,000,000 ppm");
  };
  EXPECT_TRUE(refused([](v1::LinkSpec* link) { link->set_loss_ppm(1'000'001); }));
  EXPECT_TRUE(refused([](v1::LinkSpec* link) { link->set_duplicate_ppm(1'000'001); }));
  EXPECT_TRUE(refused([](v1::LinkSpec* link) { link->set_reorder_ppm(1'000'001); }));
  EXPECT_TRUE(refused([](v1::LinkSpec* link) { link->set_jitter_ns(-1); }));
  EXPECT_TRUE(refused([](v1::LinkSpec* link) { link->set_retransmit_ns(-1); }));
  request.set_to("No Region");
  EXPECT_THAT(refusal(request), testing::HasSubstr("is not a region name"));
  v1::SetPeerRequest peer;
  EXPECT_FALSE(control_.set_peer(peer));
}

TEST_F(RegionControlTest, AClockIsSetOrStepped) {
  v1::SetClockRequest request;
  request.set_offset_ns(30'000'000);
  request.set_drift_ppm(1000);
  ASSERT_TRUE(control_.set_clock(request));
  scheduler_.run_for(1s);
  EXPECT_EQ(status().clock_offset_ns(), 31'000'000);
  v1::SetClockRequest step;
  step.set_step(true);
  step.set_offset_ns(-1'000'000);
  ASSERT_TRUE(control_.set_clock(step));
  EXPECT_EQ(status().clock_offset_ns(), 30'000'000);
  scheduler_.run_for(1s);
  EXPECT_EQ(status().clock_offset_ns(), 31'000'000) << "the drift goes on";
}

TEST_F(RegionControlTest, ASlowDiskHoldsReplies) {
  v1::SetDiskRequest request;
  request.set_commit_delay_ns(-1);
  EXPECT_FALSE(control_.set_disk(request));
  request.set_commit_delay_ns(Duration(50ms).count());
  ASSERT_TRUE(control_.set_disk(request));
  a_.put("x", {});
  scheduler_.run_for(49ms);
  EXPECT_TRUE(a_.acknowledged().empty());
  scheduler_.run_for(1ms);
  EXPECT_EQ(a_.acknowledged().size(), 1U);
}

TEST_F(RegionControlTest, ShutDownStopsTheProcess) {
  control_.shut_down();
  EXPECT_TRUE(stopped_);
}

}  // namespace
}  // namespace lastwrite

#include "replicator/link/link_model.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

LinkModel model(LinkSpec spec) {
  return LinkModel(std::move(spec), Random(5));
}

TEST(LinkModel, ConstantLatencyIsExact) {
  LinkSpec spec;
  spec.latency = Distribution::fixed(80ms);
  spec.pipeline = Distribution::fixed(400ms);
  LinkModel link = model(spec);
  EXPECT_EQ(link.plan(TrueTime{0}, 100, Lane::kNone).due, TrueTime{0} + 480ms);
}

TEST(LinkModel, JitterStaysWithinItsBoundsAndIsNotOneSided) {
  LinkSpec spec;
  spec.latency = Distribution::fixed(80ms);
  spec.jitter = 10ms;
  LinkModel link = model(spec);
  Duration low = 1s;
  Duration high{0};
  for (int i = 0; i < 1000; ++i) {
    const Duration d = link.plan(TrueTime{0}, 1, Lane::kNone).due - TrueTime{0};
    low = std::min(low, d);
    high = std::max(high, d);
  }
  EXPECT_GE(low, 70ms);
  EXPECT_LT(low, 71ms);
  EXPECT_LE(high, 90ms);
  EXPECT_GT(high, 89ms);
}

TEST(LinkModel, LossCostsWholeRetransmissionsAtItsRate) {
  LinkSpec spec;
  spec.loss_ppm = 250'000;
  spec.retransmit = 200ms;
  LinkModel link = model(spec);
  int lost = 0;
  constexpr int kMessages = 10'000;
  for (int i = 0; i < kMessages; ++i) {
    const auto delay = link.plan(TrueTime{0}, 1, Lane::kNone).due - TrueTime{0};
    EXPECT_EQ(delay % 200ms, 0ns);
    lost += delay > 0ns ? 1 : 0;
  }
  EXPECT_NEAR(lost / double{kMessages}, 0.25, 0.02);
}

TEST(LinkModel, ALaneKeepsItsOrderAndOthersDoNotWait) {
  LinkSpec spec;
  spec.latency = Distribution::exponential(50ms);
  LinkModel link = model(spec);
  TrueTime last{0};
  bool other_overtook = false;
  for (int i = 0; i < 200; ++i) {
    const TrueTime now{i * 1'000'000};
    const TrueTime due = link.plan(now, 1, Lane{1}).due;
    EXPECT_GE(due, last);
    last = due;
    other_overtook |= link.plan(now, 1, Lane{2 + static_cast<std::uint64_t>(i)}).due < last;
  }
  EXPECT_TRUE(other_overtook);
}

TEST(LinkModel, ReorderingLetsMessagesOfALaneOvertake) {
  LinkSpec spec;
  spec.latency = Distribution::exponential(50ms);
  spec.reorder_ppm = 500'000;
  LinkModel link = model(spec);
  TrueTime last{0};
  int overtook = 0;
  for (int i = 0; i < 200; ++i) {
    const TrueTime due = link.plan(TrueTime{i * 1'000'000}, 1, Lane{1}).due;
    overtook += due < last ? 1 : 0;
    last = std::max(last, due);
  }
  EXPECT_GT(overtook, 20);
}

TEST(LinkModel, BandwidthSendsOneMessageAfterTheOther) {
  LinkSpec spec;
  spec.bytes_per_second = 1000;
  LinkModel link = model(spec);
  EXPECT_EQ(link.plan(TrueTime{0}, 500, Lane::kNone).due, TrueTime{0} + 500ms);
  EXPECT_EQ(link.plan(TrueTime{0}, 500, Lane::kNone).due, TrueTime{0} + 1s);
  EXPECT_EQ(link.plan(TrueTime{0} + 5s, 500, Lane::kNone).due, TrueTime{0} + 5500ms);
}

TEST(LinkModel, ALinkThatLosesEverythingStillDelivers) {
  LinkSpec spec;
  spec.loss_ppm = 1'000'000;
  LinkModel link = model(spec);
  EXPECT_EQ(link.plan(TrueTime{0}, 1, Lane::kNone).due, TrueTime{0} + 100 * spec.retransmit);
}

}  // namespace
}  // namespace lastwrite

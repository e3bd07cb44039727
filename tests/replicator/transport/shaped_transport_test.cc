// What a shaped transport does beyond carrying: tests of whole regions over it are in ../core.
#include "replicator/transport/shaped_transport.h"

#include <gtest/gtest.h>

#include "replicator/transport/loopback_transport.h"
#include "tests/replicator/transport/sample_messages.h"
#include "tests/replicator/transport/transport_rig.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

class ShapedTransportTest : public testing::Test {
 protected:
  ShapedTransportTest() {
    network_.join(kB).start(at_b_);
    shaped_->start(at_a_);
    scheduler_.run_for(1ms);
    at_a_.ups.clear();
  }
  void set_link(const LinkSpec& link) { shaped_->set_link(kB, link); }
  static LinkSpec partitioned() {
    LinkSpec link;
    link.partitioned = true;
    return link;
  }
  static LinkSpec with_latency(Duration latency) {
    LinkSpec link;
    link.latency = Distribution::fixed(latency);
    return link;
  }

  ManualScheduler scheduler_;
  LoopbackNetwork network_{scheduler_};
  Inbound at_a_;
  Inbound at_b_;
  std::unique_ptr<ShapedTransport> shaped_ =
      std::make_unique<ShapedTransport>(network_.join(kA), scheduler_, scheduler_, Random(1));
};

TEST_F(ShapedTransportTest, TheEndOfAPartitionIsToldAsAPeerThatIsUp) {
  set_link(partitioned());
  scheduler_.run_for(1s);
  EXPECT_TRUE(at_a_.ups.empty());
  set_link({});
  EXPECT_TRUE(at_a_.ups.empty()) << "not inside set_link()";
  scheduler_.run_for(0ms);
  EXPECT_EQ(at_a_.ups, std::vector{kB});
}

TEST_F(ShapedTransportTest, DestroyedRightAfterAHealItTellsNobody) {
  set_link(partitioned());
  set_link({});
  shaped_.reset();
  scheduler_.run_for(1s);
  EXPECT_TRUE(at_a_.ups.empty());
}

TEST_F(ShapedTransportTest, DestroyedWithMessagesUnderWayItDeliversThemToNobody) {
  set_link(with_latency(50ms));
  shaped_->send(kB, Subscribe{1, 1});
  shaped_.reset();
  scheduler_.run_for(1s);
  EXPECT_TRUE(at_b_.messages.empty());
}

TEST_F(ShapedTransportTest, APartitionDropsWhatIsUnderWayAndHeld) {
  set_link(with_latency(50ms));
  shaped_->send(kB, Subscribe{1, 1});
  LinkSpec paused;
  paused.paused = true;
  set_link(paused);
  shaped_->send(kB, Subscribe{2, 2});
  EXPECT_EQ(shaped_->in_flight(kB), 2U);
  set_link(partitioned());
  EXPECT_EQ(shaped_->in_flight(kB), 0U);
  set_link({});
  scheduler_.run_for(1s);
  EXPECT_TRUE(at_b_.messages.empty());
}

TEST_F(ShapedTransportTest, ResetForgetsRecordsUnderWayAndHeldButNoAcknowledgement) {
  set_link(with_latency(50ms));
  shaped_->send(kB, Records{1, {sample_record(1, {}), sample_record(2, {})}, {}});
  shaped_->send(kB, Acknowledge{1, 1, 1});
  shaped_->reset(kB);
  scheduler_.run_for(1s);
  ASSERT_EQ(at_b_.messages.size(), 1U);
  EXPECT_TRUE(same(at_b_.messages[0], Acknowledge{1, 1, 1}));
}

TEST_F(ShapedTransportTest, EveryRecordTravelsByItselfAndBearsItsOwnDelay) {
  LinkSpec link;
  link.latency = Distribution::uniform(10ms, 500ms);
  set_link(link);
  Records many{1, {}, {}};
  for (std::uint64_t i = 1; i <= 50; ++i) {
    many.records.push_back(sample_record(i, {}));
    many.records.back().key.bytes = std::to_string(i);
    many.records.back().observer.injected = Duration(0);
  }
  const TrueTime sent = scheduler_.now();
  shaped_->send(kB, many);
  while (!scheduler_.idle()) {
    const std::size_t before = at_b_.messages.size();
    scheduler_.run_for(1ms);
    for (std::size_t i = before; i < at_b_.messages.size(); ++i) {
      for (const ChangeRecord& record : std::get<Records>(at_b_.messages[i]).records) {
        EXPECT_LE(record.observer.injected, scheduler_.now() - sent);
        EXPECT_GE(record.observer.injected, scheduler_.now() - sent - 1ms);
      }
    }
  }
  EXPECT_GT(at_b_.messages.size(), 20U);
}

TEST_F(ShapedTransportTest, RecordsOfOneItemKeepTheirOrder) {
  LinkSpec link;
  link.latency = Distribution::uniform(10ms, 500ms);
  set_link(link);
  for (std::uint64_t i = 1; i <= 50; ++i) shaped_->send(kB, Records{1, {sample_record(i, {})}, {}});
  scheduler_.run_for(1s);
  std::uint64_t last = 0;
  for (const Message& message : at_b_.messages) {
    for (const ChangeRecord& record : std::get<Records>(message).records)
      EXPECT_EQ(record.sequence, ++last);
  }
  EXPECT_EQ(last, 50U);
}

}  // namespace
}  // namespace lastwrite

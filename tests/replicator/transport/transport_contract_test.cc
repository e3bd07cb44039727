// What transport.h promises, once for every implementation.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/replicator/transport/sample_messages.h"
#include "tests/replicator/transport/transport_rig.h"
#include "tests/support/thread_sanitizer.h"

namespace lastwrite {
namespace {

const RigKind kKinds[] = {{"Loopback", make_loopback_rig},
                          {"ShapedOverLoopback", make_shaped_rig},
                          {"Grpc", make_grpc_rig}};

class TransportContract : public testing::TestWithParam<RigKind> {
 protected:
  ~TransportContract() override { rig_.reset(); }  // before the receivers

  void start() {
    rig_->run([&] {
      rig_->a().start(at_a_);
      rig_->b().start(at_b_);
    });
  }
  /// Starts both and waits until each has heard the other: then either may send as an origin.
  void connect() {
    start();
    ASSERT_TRUE(rig_->eventually([&] { return !at_a_.ups.empty() && !at_b_.ups.empty(); }));
    from_a(Subscribe{});
    from_b(Subscribe{});
    ASSERT_TRUE(
        rig_->eventually([&] { return !at_a_.messages.empty() && !at_b_.messages.empty(); }));
    rig_->run([&] {
      at_a_.messages.clear();
      at_b_.messages.clear();
    });
  }
  void from_a(Message message) {
    rig_->run([&] {
      at_a_.sending = true;
      rig_->a().send(kB, std::move(message));
      at_a_.sending = false;
    });
  }
  void from_b(Message message) {
    rig_->run([&] {
      at_b_.sending = true;
      rig_->b().send(kA, std::move(message));
      at_b_.sending = false;
    });
  }
  static std::uint64_t head_of(const Message& message) { return std::get<Heartbeat>(message).head; }

  Inbound at_a_;
  Inbound at_b_;
  Inbound at_new_b_;
  std::unique_ptr<TransportRig> rig_ = GetParam().make();
};

INSTANTIATE_TEST_SUITE_P(Every, TransportContract, testing::ValuesIn(kKinds),
                         [](const auto& tested) { return tested.param.name; });

TEST_P(TransportContract, BothSidesAreToldOnceThatTheOtherIsUp) {
  connect();
  rig_->run([&] {
    EXPECT_EQ(at_a_.ups, std::vector{kB});
    EXPECT_EQ(at_b_.ups, std::vector{kA});
    EXPECT_TRUE(at_a_.refusals.empty() && at_b_.refusals.empty());
  });
}

TEST_P(TransportContract, MessagesOfEveryKindArriveIntactBothWays) {
  connect();
  const std::vector<Message> samples = sample_messages();
  for (const Message& message : samples) {
    from_a(message);
    from_b(message);
  }
  ASSERT_TRUE(rig_->eventually([&] {
    return at_a_.messages.size() >= samples.size() && at_b_.messages.size() >= samples.size();
  }));
  rig_->run([&] {
    for (const Inbound* end : {&at_a_, &at_b_}) {
      ASSERT_EQ(end->messages.size(), samples.size());
      for (const Message& sent : samples) {
        EXPECT_EQ(std::count_if(end->messages.begin(), end->messages.end(),
                                [&](const Message& got) {
                                  return same(without_injected(got), without_injected(sent));
                                }),
                  1);
      }
    }
    EXPECT_TRUE(std::all_of(at_a_.senders.begin(), at_a_.senders.end(),
                            [](const auto& n) { return n == kB; }));
  });
}

TEST_P(TransportContract, NothingIsToldInsideSend) {
  connect();
  for (const Message& message : sample_messages()) {
    from_a(message);
    from_b(message);
  }
  from_a(Heartbeat{});
  ASSERT_TRUE(rig_->eventually([&] { return at_b_.messages.size() > sample_messages().size(); }));
  rig_->run([&] { EXPECT_FALSE(at_a_.told_inside_send || at_b_.told_inside_send); });
}

TEST_P(TransportContract, WithoutAConnectionOrToAStrangerMessagesAreDroppedSilently) {
  rig_->run([&] { rig_->a().start(at_a_); });
  for (const Message& message : sample_messages()) {
    from_a(message);
    rig_->run([&] { rig_->a().send(RegionName("nobody-1"), message); });
  }
  int looks = 0;
  ASSERT_TRUE(rig_->eventually([&] { return ++looks > 50; }));
  rig_->run([&] { rig_->b().start(at_b_); });
  ASSERT_TRUE(rig_->eventually([&] { return !at_b_.ups.empty() && !at_a_.ups.empty(); }));
  from_a(Subscribe{7, 7});
  ASSERT_TRUE(rig_->eventually([&] {
    return !at_b_.messages.empty() && same(at_b_.messages.back(), Subscribe{7, 7});
  }));
  rig_->run([&] {
    EXPECT_TRUE(at_a_.messages.empty());
    EXPECT_TRUE(std::none_of(at_b_.messages.begin(), at_b_.messages.end(), is_from_origin));
  });
}

TEST_P(TransportContract, ManySmallMessagesArriveInOrder) {
  connect();
  constexpr std::uint64_t kMany = kUnderThreadSanitizer ? 5'000 : 100'000;
  rig_->run([&] {
    for (std::uint64_t i = 0; i < kMany; ++i) rig_->a().send(kB, Heartbeat{1, i, 0});
  });
  ASSERT_TRUE(rig_->eventually([&] { return at_b_.messages.size() == kMany; }));
  rig_->run([&] {
    for (std::uint64_t i = 0; i < kMany; ++i) ASSERT_EQ(head_of(at_b_.messages[i]), i);
  });
}

TEST_P(TransportContract, AMessageOfTwentyMegabytesArrives) {
  connect();
  Records large{1, {}, {}};
  for (std::uint64_t i = 1; i <= 60; ++i) {
    large.records.push_back(
        sample_record(i, Item{{"body", String(kUnderThreadSanitizer ? 1'000 : 350'000,
                                              static_cast<char>('a' + i % 26))}}));
    large.records.back().key.bytes = std::to_string(i);
  }
  from_a(large);
  const auto arrived = [&] {
    std::size_t records = 0;
    for (const Message& m : at_b_.messages) records += std::get<Records>(m).records.size();
    return records;
  };
  ASSERT_TRUE(rig_->eventually([&] { return arrived() == 60; }));
  rig_->run([&] {
    EXPECT_TRUE(same(without_injected(at_b_.messages.front()), without_injected(large)));
  });
}

TEST_P(TransportContract, AfterARestartElsewhereThePeerIsUpAgain) {
  connect();
  rig_->restart_b();
  rig_->run([&] { rig_->b().start(at_new_b_); });
  ASSERT_TRUE(rig_->eventually([&] { return at_a_.ups.size() >= 2 && !at_new_b_.ups.empty(); }));
  from_a(Subscribe{5, 6});
  ASSERT_TRUE(rig_->eventually([&] { return !at_new_b_.messages.empty(); }));
  from_b(Heartbeat{7, 8, 9});
  ASSERT_TRUE(rig_->eventually([&] { return !at_a_.messages.empty(); }));
  rig_->run([&] {
    EXPECT_TRUE(same(at_new_b_.messages.front(), Subscribe{5, 6}));
    EXPECT_TRUE(same(at_a_.messages.front(), Heartbeat{7, 8, 9}));
    EXPECT_TRUE(at_b_.messages.empty()) << "the one that is gone hears nothing";
  });
}

TEST_P(TransportContract, ResetForgetsNothingThatWasSentAsAReceiver) {
  connect();
  rig_->run([&] {
    rig_->a().send(kB, Subscribe{1, 2});
    rig_->a().send(kB, Acknowledge{3, 4, 5});
    rig_->a().send(kB, SnapshotAcknowledge{6, 7});
    at_a_.sending = true;
    rig_->a().reset(kB);
    at_a_.sending = false;
  });
  ASSERT_TRUE(rig_->eventually([&] { return at_b_.messages.size() == 3; }));
  rig_->run([&] {
    EXPECT_TRUE(same(at_b_.messages[0], Subscribe{1, 2}));
    EXPECT_TRUE(same(at_b_.messages[1], Acknowledge{3, 4, 5}));
    EXPECT_TRUE(same(at_b_.messages[2], SnapshotAcknowledge{6, 7}));
    EXPECT_FALSE(at_a_.told_inside_send);
  });
}

}  // namespace
}  // namespace lastwrite

// What is particular to replication over gRPC: who is refused, what a damaged stream does, how it
// ends.
#include "replicator/transport/grpc_transport.h"

#include <chrono>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "proto/replication.grpc.pb.h"
#include "tests/replicator/transport/grpc_end.h"
#include "tests/replicator/transport/sample_messages.h"
#include "tests/replicator/transport/transport_rig.h"
#include "tests/support/thread_sanitizer.h"

namespace lastwrite {
namespace {

const RegionName kC("c-1");
using Wire = v1::ReplicationMessage;

class GrpcTransportTest : public testing::Test {
 protected:
  LiveLoop loop_;
  Inbound at_a_;
  Inbound at_b_;
};

TEST_F(GrpcTransportTest, AnotherProtocolIsRefusedOnceOnBothSidesWithASentence) {
  GrpcEnd a(loop_, kA, {kB}, 1);
  GrpcEnd b(loop_, kB, {kA}, 2);
  a.start(at_a_);
  b.start(at_b_);
  a.find(kB, b.address());
  b.find(kA, a.address());
  ASSERT_TRUE(loop_.eventually([&] { return !at_a_.refusals.empty() && !at_b_.refusals.empty(); }));
  int looks = 0;
  ASSERT_TRUE(loop_.eventually([&] { return ++looks > 300; }));  // longer than several backoffs
  loop_.run([&] {
    ASSERT_EQ(at_a_.refusals.size(), 1U);
    ASSERT_EQ(at_b_.refusals.size(), 1U);
    const auto& [peer, why] = at_a_.refusals.front();
    EXPECT_EQ(peer, kB);
    EXPECT_EQ(why.code, ErrorCode::kProtocol);
    // Whoever hears of the other first says it.
    EXPECT_THAT(why.message,
                testing::AnyOf(
                    "region b-1 speaks replication protocol 2, region a-1 speaks 1: run the same "
                    "version of lastwrite in all regions",
                    "region a-1 speaks replication protocol 1, region b-1 speaks 2: run the same "
                    "version of lastwrite in all regions"));
    EXPECT_TRUE(at_a_.ups.empty() && at_b_.ups.empty());
  });
}

TEST_F(GrpcTransportTest, ARegionThatIsNoPeerIsRefusedByName) {
  GrpcEnd a(loop_, kA, {kB});
  GrpcEnd b(loop_, kB, {kC});
  a.start(at_a_);
  b.start(at_b_);
  a.find(kB, b.address());
  ASSERT_TRUE(loop_.eventually([&] { return !at_a_.refusals.empty(); }));
  loop_.run([&] {
    EXPECT_EQ(at_a_.refusals.front().second.message,
              "region b-1 does not replicate with 'a-1': name it among its peers");
  });
}

TEST_F(GrpcTransportTest, SomebodyElseAtAPeersAddressIsNeverTakenForThePeer) {
  GrpcEnd a(loop_, kA, {kB, kC});
  GrpcEnd c(loop_, kC, {kA});
  Inbound at_c;
  a.start(at_a_);
  c.start(at_c);
  a.find(kB, c.address());
  int looks = 0;
  ASSERT_TRUE(loop_.eventually([&] { return ++looks > 200; }));
  loop_.run([&] { EXPECT_TRUE(at_a_.ups.empty()); });
  GrpcEnd b(loop_, kB, {kA});
  b.start(at_b_);
  a.find(kB, b.address());
  ASSERT_TRUE(loop_.eventually([&] { return at_a_.ups == std::vector{kB}; }));
}

TEST_F(GrpcTransportTest, APeerThatIsNotThereYetIsTriedUntilItIs) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  std::string address;
  {
    GrpcEnd gone(loop_, kB, {kA});
    address = gone.address();
  }
  a.find(kB, address);
  int looks = 0;
  ASSERT_TRUE(loop_.eventually([&] { return ++looks > 200; }));
  GrpcEnd b(loop_, kB, {kA});
  b.start(at_b_);
  a.find(kB, b.address());
  EXPECT_TRUE(loop_.eventually([&] { return at_a_.ups == std::vector{kB}; }));
}

TEST_F(GrpcTransportTest, WhatAPeerSaysBeforeTheStartIsHeardAfterIt) {
  GrpcEnd a(loop_, kA, {kB});
  GrpcEnd b(loop_, kB, {kA});
  a.start(at_a_);
  a.find(kB, b.address());
  ASSERT_TRUE(loop_.eventually([&] { return !at_a_.ups.empty(); }));
  loop_.run([&] { a.transport().send(kB, Subscribe{3, 4}); });
  int looks = 0;
  ASSERT_TRUE(loop_.eventually([&] { return ++looks > 100; }));  // it has arrived meanwhile
  b.start(at_b_);
  ASSERT_TRUE(loop_.eventually([&] { return !at_b_.messages.empty(); }));
  loop_.run([&] { EXPECT_TRUE(same(at_b_.messages.front(), Subscribe{3, 4})); });
}

TEST_F(GrpcTransportTest, StopReturnsWithStreamsOpenAndMessagesUnderWay) {
  for (int round = 0; round < 20; ++round) {
    Inbound at_a;
    Inbound at_b;
    GrpcEnd a(loop_, kA, {kB});
    GrpcEnd b(loop_, kB, {kA});
    a.find(kB, b.address());
    b.find(kA, a.address());
    a.start(at_a);
    b.start(at_b);
    ASSERT_TRUE(loop_.eventually([&] { return !at_a.ups.empty() && !at_b.ups.empty(); }));
    loop_.run([&] {
      Records large{
          1,
          {sample_record(1, Item{{"body", String(kUnderThreadSanitizer ? 1'000 : 300'000, 'x')}})},
          {}};
      for (int i = 0; i < 50; ++i) {
        a.transport().send(kB, large);
        b.transport().send(kA, large);
        a.transport().send(kB, Acknowledge{});
      }
    });
  }
}

TEST_F(GrpcTransportTest, StopReturnsWhileAConnectionIsBeingTried) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  a.find(kB, "127.0.0.1:1");
}

TEST_F(GrpcTransportTest, AfterStopSendDoesNothing) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  loop_.run([&] {
    a.transport().stop();
    a.transport().send(kB, Heartbeat{});
    a.transport().stop();
  });
}

// --- a client that is no region ----------------------------------------------------------------

class Intruder {
 public:
  explicit Intruder(const std::string& address)
      : stub_(v1::ReplicationService::NewStub(
            grpc::CreateChannel(address, grpc::InsecureChannelCredentials()))) {
    context_.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
    stream_ = stub_->Subscribe(&context_);
  }
  void greet(const RegionName& as) {
    Wire hello;
    hello.mutable_hello()->set_protocol(kReplicationProtocol);
    hello.mutable_hello()->set_region(as.text);
    stream_->Write(hello);
    Wire answer;
    EXPECT_TRUE(stream_->Read(&answer));
    EXPECT_TRUE(answer.has_hello());
  }
  void say(const Wire& message) { stream_->Write(message); }
  /// How the origin ends the stream.
  grpc::Status end() {
    Wire ignored;
    while (stream_->Read(&ignored)) {
    }
    return stream_->Finish();
  }

 private:
  std::unique_ptr<v1::ReplicationService::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<Wire, Wire>> stream_;
};

TEST_F(GrpcTransportTest, AStreamThatDoesNotBeginWithAHelloIsRefused) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  Intruder intruder(a.address());
  Wire message;
  message.mutable_subscribe();
  intruder.say(message);
  const grpc::Status status = intruder.end();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "region a-1 expects a Hello first");
}

TEST_F(GrpcTransportTest, ADamagedMessageEndsTheStreamAndIsNotDelivered) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  Wire unknown;
  Wire no_stamp;
  no_stamp.mutable_records()->add_records()->set_sequence(1);
  Wire second_hello;
  second_hello.mutable_hello()->set_region("b-1");
  for (const Wire& damaged : {unknown, no_stamp, second_hello}) {
    Intruder intruder(a.address());
    intruder.greet(kB);
    intruder.say(damaged);
    EXPECT_EQ(intruder.end().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  }
  loop_.run([&] { EXPECT_TRUE(at_a_.messages.empty()); });
}

TEST_F(GrpcTransportTest, APeerThatComesAnewReplacesItsFormerStream) {
  GrpcEnd a(loop_, kA, {kB});
  a.start(at_a_);
  Intruder first(a.address());
  first.greet(kB);
  Intruder second(a.address());
  second.greet(kB);
  EXPECT_EQ(first.end().error_code(), grpc::StatusCode::CANCELLED);
  int looks = 0;
  ASSERT_TRUE(loop_.eventually([&] { return ++looks > 20; }));
  Wire message;
  message.mutable_subscribe()->set_cursor(5);
  second.say(message);
  EXPECT_TRUE(loop_.eventually([&] { return at_a_.messages.size() == 1; }));
}

}  // namespace
}  // namespace lastwrite

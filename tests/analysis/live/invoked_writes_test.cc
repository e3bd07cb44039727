#include "analysis/live/invoked_writes.h"

#include <gtest/gtest.h>

#include "proto/trace.pb.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

class Invoked : public testing::Test {
 protected:
  void invoke(std::uint64_t operation, const std::string& kind, bool bookkeeping = false) {
    v1::TraceEvent event;
    v1::Invoke& invoke = *event.mutable_invoke();
    invoke.set_operation(operation);
    invoke.set_kind(kind);
    invoke.set_session(7);
    invoke.set_derived(true);
    to_proto(kRead, invoke.mutable_base());
    invoke.set_bookkeeping(bookkeeping);
    writes_.hear(event);
  }
  void completes(std::uint64_t operation, v1::Complete::Outcome outcome) {
    v1::TraceEvent event;
    event.mutable_complete()->set_operation(operation);
    event.mutable_complete()->set_outcome(outcome);
    writes_.hear(event);
  }
  static v1::TraceEvent accept(std::uint64_t operation) {
    v1::TraceEvent event;
    event.mutable_accept()->set_operation(operation);
    return event;
  }

  const Stamp kRead{WallTime{17}, 3, RegionName("eu")};
  InvokedWrites writes_;
};

TEST_F(Invoked, AnAcceptIsToldOfItsSessionAndWhatItWasComputedFrom) {
  invoke(1, "put");
  v1::TraceEvent event = accept(1);
  EXPECT_TRUE(writes_.complete(event));
  EXPECT_EQ(event.accept().session(), "7");
  EXPECT_TRUE(event.accept().derived());
  EXPECT_EQ(*stamp_from_proto(event.accept().base()), kRead);
  EXPECT_EQ(writes_.size(), 0U) << "it is not accepted twice";
}

TEST_F(Invoked, WhatNobodyInvokedStaysAsItIs) {
  v1::TraceEvent event = accept(1);
  EXPECT_TRUE(writes_.complete(event));
  EXPECT_EQ(event.accept().session(), "");
  v1::TraceEvent apply;
  apply.mutable_apply()->set_operation(1);
  EXPECT_TRUE(writes_.complete(apply));
}

TEST_F(Invoked, AStrategysOwnBookkeepingCountsNowhere) {
  invoke(1, "put", /*bookkeeping=*/true);
  v1::TraceEvent event = accept(1);
  EXPECT_FALSE(writes_.complete(event));
}

TEST_F(Invoked, OnlyWhatMayYetBeAcceptedIsRemembered) {
  invoke(1, "get");
  invoke(2, "lock");
  EXPECT_EQ(writes_.size(), 0U);
  invoke(3, "put");
  invoke(4, "put");
  invoke(5, "put");
  completes(3, v1::Complete::FAILED);
  completes(4, v1::Complete::UNKNOWN);
  completes(5, v1::Complete::OK);  // its region's trace is read later
  EXPECT_EQ(writes_.size(), 2U);
}

TEST_F(Invoked, MemoryIsBoundedAndTheOldestGo) {
  for (std::uint64_t i = 1; i <= InvokedWrites::kKept + 10; ++i) invoke(i, "put");
  EXPECT_EQ(writes_.size(), InvokedWrites::kKept);
  v1::TraceEvent oldest = accept(1);
  writes_.complete(oldest);
  EXPECT_EQ(oldest.accept().session(), "");
}

}  // namespace
}  // namespace lastwrite

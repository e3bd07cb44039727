#include "region/runtime/grpc_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "proto/region.grpc.pb.h"

namespace lastwrite {
namespace {

class GrpcServerTest : public testing::Test {
 protected:
  v1::RegionService::CallbackService service_;
};

TEST_F(GrpcServerTest, TellsTheFreePortItFound) {
  const auto server = GrpcServer::start("127.0.0.1:0", {&service_});
  ASSERT_TRUE(server) << server.error().message;
  EXPECT_THAT((*server)->address(), testing::MatchesRegex("127\\.0\\.0\\.1:[1-9][0-9]*"));
}

TEST_F(GrpcServerTest, DoesNotShareAPortThatIsInUse) {
  const auto first = GrpcServer::start("127.0.0.1:0", {&service_});
  ASSERT_TRUE(first);
  const auto second = GrpcServer::start((*first)->address(), {&service_});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kUsage);
  EXPECT_THAT(second.error().message,
              testing::StartsWith("cannot listen on " + (*first)->address()));
}

TEST_F(GrpcServerTest, GivesThePortBackWhenItStops) {
  const auto first = GrpcServer::start("127.0.0.1:0", {&service_});
  ASSERT_TRUE(first);
  (*first)->stop();
  (*first)->stop();
  EXPECT_TRUE(GrpcServer::start((*first)->address(), {&service_}));
}

TEST_F(GrpcServerTest, RefusesAnAddressThatIsNone) {
  for (const char* address : {"", "127.0.0.1:notaport", "127.0.0.1:99999", "203.0.113.1:0"}) {
    const auto server = GrpcServer::start(address, {&service_});
    ASSERT_FALSE(server) << address;
    EXPECT_EQ(server.error().code, ErrorCode::kUsage);
  }
}

}  // namespace
}  // namespace lastwrite

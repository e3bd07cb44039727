#include "scenarios/live/front_door.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

const FrontRoutes kRoutes = {{RegionName("us-east-1"), "127.0.0.1:1"},
                             {RegionName("eu-west-1"), "127.0.0.1:2"}};

HttpRequest signed_for(const std::string& region, const std::string& body = "{}") {
  return {"POST",
          "/",
          {{"x-amz-date", "20270115T080000Z"},
           {"authorization", "AWS4-HMAC-SHA256 Credential=A/20270115/" + region +
                                 "/dynamodb/aws4_request, SignedHeaders=host, Signature=0"}},
          body};
}

TEST(FrontDoor, TheSignaturesScopeNamesTheRegion) {
  EXPECT_EQ(route_of(signed_for("eu-west-1"), kRoutes), "127.0.0.1:2");
  EXPECT_EQ(route_of(signed_for("sa-east-1"), kRoutes), "");
}

TEST(FrontDoor, AnArnGoesBeforeTheSignature) {
  const std::string body = R"({"TableName": "arn:aws:dynamodb:us-east-1:000000000000:table/T"})";
  EXPECT_EQ(route_of(signed_for("eu-west-1", body), kRoutes), "127.0.0.1:1");
}

TEST(FrontDoor, AnArnOfABatchOrAStreamCountsToo) {
  const std::string arn = "arn:aws:dynamodb:us-east-1:000000000000:table/T";
  for (const std::string& body :
       {R"({"RequestItems": {")" + arn + R"(": {"Keys": []}}})", R"({"StreamArn":")" + arn + "\"}",
        R"({"ShardIterator" : ")" + arn + "/stream/x|1|y\"}"}) {
    EXPECT_EQ(route_of(signed_for("eu-west-1", body), kRoutes), "127.0.0.1:1") << body;
  }
}

TEST(FrontDoor, AnArnInsideAnItemIsData) {
  const std::string body =
      R"({"Item": {"table": {"S": "arn:aws:dynamodb:us-east-1:000000000000:table/T"}}})";
  EXPECT_EQ(route_of(signed_for("eu-west-1", body), kRoutes), "127.0.0.1:2");
}

TEST(FrontDoor, WithoutARegionTheFirstAnswers) {
  EXPECT_EQ(route_of({"GET", "/", {}, ""}, kRoutes), "127.0.0.1:1");
}

TEST(FrontDoor, AnAddressThatIsTakenIsTold) {
  const auto first = FrontDoor::open("127.0.0.1:0", kRoutes);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_FALSE(FrontDoor::open((*first)->address(), kRoutes));
}

}  // namespace
}  // namespace lastwrite

// Times to live, set and described.
#include "region/api/ttl_operations.h"

#include <gmock/gmock.h>

#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class TtlOperations : public ApiFixture {
 protected:
  static std::string set(const std::string& attribute, bool enabled) {
    return fmt::format(R"({{"TableName":"Orders","TimeToLiveSpecification":)"
                       R"({{"AttributeName":"{}","Enabled":{}}}}})",
                       attribute, enabled);
  }
  std::string described() {
    return boost::json::serialize(answer("DescribeTimeToLive", R"({"TableName":"Orders"})"));
  }
};

TEST_F(TtlOperations, ATimeToLiveIsEnabledDescribedAndDisabled) {
  EXPECT_EQ(described(), R"({"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}})");
  EXPECT_EQ(boost::json::serialize(answer("UpdateTimeToLive", set("expires", true))),
            R"({"TimeToLiveSpecification":{"AttributeName":"expires","Enabled":true}})");
  EXPECT_EQ(described(), R"({"TimeToLiveDescription":{"TimeToLiveStatus":"ENABLED",)"
                         R"("AttributeName":"expires"}})");
  EXPECT_EQ(table().time_to_live, "expires");
  answer("UpdateTimeToLive", set("expires", false));
  EXPECT_EQ(described(), R"({"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}})");
}

TEST_F(TtlOperations, WhatIsSoAlreadyIsRefusedInAwsWords) {
  EXPECT_EQ(error("UpdateTimeToLive", set("expires", false)),
            "ValidationException: TimeToLive is already disabled");
  answer("UpdateTimeToLive", set("expires", true));
  EXPECT_EQ(error("UpdateTimeToLive", set("expires", true)),
            "ValidationException: TimeToLive is already enabled");
  for (const bool enabled : {true, false}) {
    EXPECT_EQ(error("UpdateTimeToLive", set("other", enabled)),
              "ValidationException: TimeToLive is active on a different AttributeName: current "
              "AttributeName is expires");
  }
}

TEST_F(TtlOperations, MalformedRequestsAreRefused) {
  EXPECT_THAT(error("UpdateTimeToLive", R"({"TableName":"Orders"})"),
              HasSubstr("'timeToLiveSpecification' failed to satisfy constraint"));
  EXPECT_THAT(error("UpdateTimeToLive",
                    R"({"TableName":"Orders","TimeToLiveSpecification":{"AttributeName":"x"}})"),
              HasSubstr("'Enabled' is required"));
  EXPECT_THAT(error("UpdateTimeToLive",
                    R"({"TableName":"Orders","TimeToLiveSpecification":{"Enabled":true}})"),
              HasSubstr("'AttributeName' is required"));
  for (const std::string& name : {std::string(), std::string(256, 'x')}) {
    EXPECT_THAT(error("UpdateTimeToLive", set(name, true)), HasSubstr("1 to 255 characters"));
  }
  EXPECT_THAT(error("DescribeTimeToLive", "{}"), StartsWith("ValidationException: "));
}

TEST_F(TtlOperations, ATableThatIsNotThereIsNotFound) {
  EXPECT_THAT(error("DescribeTimeToLive", R"({"TableName":"Nowhere"})"),
              StartsWith("ResourceNotFoundException: "));
}

}  // namespace
}  // namespace lastwrite

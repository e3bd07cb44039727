// What clients see of a table that is out of capacity.
#include <gmock/gmock.h>

#include "tests/region/api/api_fixture.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;

EngineOptions throttling() {
  EngineOptions options{RegionName("eu-west-1"), StampRule::kWall, 7};
  options.throttle = true;
  return options;
}

// A table Metered with 4 units of each kind; its clock stands.
class Throttling : public ApiFixture {
 protected:
  Throttling() : ApiFixture(throttling()) {
    answer("CreateTable",
           R"({"TableName":"Metered","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)"
           R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],)"
           R"("ProvisionedThroughput":{"ReadCapacityUnits":4,"WriteCapacityUnits":4}})");
  }
  static std::string key(int i) { return fmt::format(R"({{"id":{{"S":"{}"}}}})", i); }
  // Those of `of`, from 0 on, as a list.
  template <typename Of>
  static std::string list(int count, Of of) {
    std::string all;
    for (int i = 0; i < count; ++i) all += (i == 0 ? "" : ",") + of(i);
    return all;
  }
  static std::string put_request(int i) { return R"({"PutRequest":{"Item":)" + key(i) + "}}"; }
  std::string batch(int count, const std::string& more = "") {
    return R"({"RequestItems":{"Metered":[)" + list(count, put_request) + "]" + more + "}}";
  }
};

TEST_F(Throttling, ABatchWritesWhatItCanAndTellsTheRest) {
  const Json first = answer("BatchWriteItem", batch(6));
  const auto& left = first.at("UnprocessedItems").at("Metered").as_array();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(boost::json::serialize(left.at(0)), put_request(4)) << "to be sent as it is";
  scheduler_.run_for(1s);
  const Json second =
      answer("BatchWriteItem",
             R"({"RequestItems":)" + boost::json::serialize(first.at("UnprocessedItems")) + "}");
  EXPECT_TRUE(second.at("UnprocessedItems").as_object().empty());
}

TEST_F(Throttling, ABatchOfWhichNothingCanBeWrittenIsRefused) {
  answer("BatchWriteItem", batch(4));
  EXPECT_THAT(error("BatchWriteItem", batch(2)),
              HasSubstr("ProvisionedThroughputExceededException: The level of configured "
                        "provisioned throughput for the table was exceeded."));
  const Json other = answer("BatchWriteItem", batch(2, R"(,"Orders":[)" + put_request(0) + "]"));
  EXPECT_EQ(other.at("UnprocessedItems").at("Metered").as_array().size(), 2U)
      << "the other table had capacity";
}

TEST_F(Throttling, ABatchReadsWhatItCanAndTellsTheRest) {
  const std::string keys =
      R"({"RequestItems":{"Metered":{"ConsistentRead":true,"Keys":[)" + list(6, key) + "]}}}";
  const Json read = answer("BatchGetItem", keys);
  EXPECT_EQ(read.at("UnprocessedKeys").at("Metered").at("Keys").as_array().size(), 2U);
  EXPECT_EQ(read.at("UnprocessedKeys").at("Metered").at("ConsistentRead"), true);
  EXPECT_THAT(error("BatchGetItem", keys), HasSubstr("ProvisionedThroughputExceededException"));
}

TEST_F(Throttling, ASingleWriteIsRefusedWithTheExceptionOfDynamoDb) {
  answer("BatchWriteItem", batch(4));
  const HttpResponse response = call("PutItem", R"({"TableName":"Metered","Item":)" + key(9) + "}");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body,
            R"({"__type":"com.amazonaws.dynamodb.v20120810#)"
            R"(ProvisionedThroughputExceededException","message":"The level of configured )"
            R"(provisioned throughput for the table was exceeded. Consider increasing your )"
            R"(provisioning level with the UpdateTable API."})");
}

TEST_F(Throttling, TransactionsAreCancelledWithTheReason) {
  answer("BatchWriteItem", batch(4));
  const std::string put = R"({"Put":{"TableName":")";
  const std::string both = R"({"TransactItems":[)" + put + R"(Orders","Item":)" + key(1) + "}}," +
                           put + R"(Metered","Item":)" + key(9) + "}}]}";
  const HttpResponse write = call("TransactWriteItems", both);
  EXPECT_THAT(write.body, HasSubstr("[None, ProvisionedThroughputExceeded]"));
  const std::string get = R"({"Get":{"TableName":"Metered","Key":)";
  const std::string gets = R"({"TransactItems":[)" + get + key(1) + "}}," + get + key(2) + "}}]}";
  answer("TransactGetItems", gets);  // two units for each
  const HttpResponse read = call("TransactGetItems", gets);
  EXPECT_THAT(read.body, HasSubstr("TransactionCanceledException"));
  EXPECT_THAT(read.body,
              HasSubstr("[ProvisionedThroughputExceeded, ProvisionedThroughputExceeded]"));
}

TEST_F(Throttling, StatementsTakeWhatTheirReadsCost) {
  const std::string select = R"("Statement":"SELECT * FROM Metered WHERE id = '1'")";
  const std::string consistent = "{" + select + R"(,"ConsistentRead":true})";
  answer("BatchWriteItem", batch(4));
  for (int i = 0; i < 4; ++i) answer("ExecuteStatement", consistent);  // a unit each
  EXPECT_THAT(error("ExecuteStatement", consistent), HasSubstr("ProvisionedThroughputExceeded"));
  scheduler_.run_for(1s);
  const std::string transaction = R"({"TransactStatements":[{)" + select + "}]}";
  for (int i = 0; i < 2; ++i) answer("ExecuteTransaction", transaction);  // two units each
  EXPECT_THAT(error("ExecuteTransaction", transaction), HasSubstr("ProvisionedThroughputExceeded"));
  scheduler_.run_for(1s);
  const std::string together = R"({"Statements":[)" + consistent + "]}";
  for (int i = 0; i < 4; ++i) {
    const Json read = answer("BatchExecuteStatement", together);
    EXPECT_FALSE(read.at("Responses").at(0).as_object().contains("Error")) << i;
  }
  const Json read = answer("BatchExecuteStatement", together);
  EXPECT_TRUE(read.at("Responses").at(0).as_object().contains("Error"));
}

TEST_F(Throttling, MoreUnitsHoldFromTheUpdateOn) {
  answer("BatchWriteItem", batch(4));
  answer("UpdateTable", R"({"TableName":"Metered","ProvisionedThroughput":)"
                        R"({"ReadCapacityUnits":4,"WriteCapacityUnits":100}})");
  scheduler_.run_for(1s);
  answer("BatchWriteItem", batch(1));
  scheduler_.run_for(1s);
  EXPECT_TRUE(answer("BatchWriteItem", batch(10)).at("UnprocessedItems").as_object().empty());
}

}  // namespace
}  // namespace lastwrite

// Tables over the API: what CreateTable and UpdateTable read, what DescribeTable shows.
#include "region/api/table_operations.h"

#include <memory>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "region/api/dynamo_dispatcher.h"
#include "region/base/manual_clock.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

constexpr char kKey[] = R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],)";
constexpr char kTypes[] = R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],)";
constexpr char kOnDemand[] = R"("BillingMode":"PAY_PER_REQUEST")";

std::string create_request(const std::string& members) {
  return fmt::format(R"({{"TableName":"Orders",{}}})", members);
}

class TableOperations : public testing::Test {
 protected:
  // The answer as "" or its error as "ValidationException: message"; `answer_` is its JSON.
  std::string call(const std::string& operation, const std::string& body) {
    HttpRequest request{"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"},
                         {"x-amz-target", "DynamoDB_20120810." + operation}},
                        body};
    std::optional<HttpResponse> response;
    dispatcher_.handle(std::move(request),
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(0ms);
    if (!response) return "no answer";
    answer_ = response->body.empty() ? json::object() : json::parse(response->body).as_object();
    if (response->status == 200) return "";
    const std::string type(answer_.at("__type").as_string());
    const json::value* message = answer_.if_contains("message");
    return type.substr(type.find('#') + 1) + ": " +
           (message ? std::string(message->as_string()) : "");
  }
  std::string create(const std::string& members) {
    return call("CreateTable", create_request(members));
  }
  json::object described() {
    EXPECT_EQ(call("DescribeTable", R"({"TableName":"Orders"})"), "");
    return answer_.at("Table").as_object();
  }

  json::object answer_;
  ManualScheduler scheduler_;
  ManualClock clock_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_ =
      Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, clock_, observer_)
          .value();
  GroupCommit commits_{scheduler_, *engine_, [] {}};
  DynamoDispatcher dispatcher_{{scheduler_, commits_, *engine_}};
};

TEST_F(TableOperations, DescribeTableShowsWhatCreateTableAsked) {
  ASSERT_EQ(
      create(
          R"("KeySchema":[{"AttributeName":"id","KeyType":"HASH"},)"
          R"({"AttributeName":"at","KeyType":"RANGE"}],)"
          R"("AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},)"
          R"({"AttributeName":"at","AttributeType":"N"},{"AttributeName":"state","AttributeType":"B"}],)"
          R"("GlobalSecondaryIndexes":[{"IndexName":"by-state","KeySchema":[{"AttributeName":"state",)"
          R"("KeyType":"HASH"}],"Projection":{"ProjectionType":"INCLUDE","NonKeyAttributes":["total"]},)"
          R"("ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1}}],)"
          R"("LocalSecondaryIndexes":[{"IndexName":"by-id-state","KeySchema":[{"AttributeName":"id",)"
          R"("KeyType":"HASH"},{"AttributeName":"state","KeyType":"RANGE"}],)"
          R"("Projection":{"ProjectionType":"ALL"}}],)"
          R"("StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"},)"
          R"("ProvisionedThroughput":{"ReadCapacityUnits":3,"WriteCapacityUnits":4},)"
          R"("DeletionProtectionEnabled":true,"Tags":[{"Key":"team","Value":"blue"}])"),
      "");
  const json::object table = described();
  EXPECT_EQ(table.at("TableStatus"), "ACTIVE");
  EXPECT_EQ(table.at("TableArn"), "arn:aws:dynamodb:eu-west-1:000000000000:table/Orders");
  EXPECT_EQ(table.at("ProvisionedThroughput").at("WriteCapacityUnits"), 4);
  EXPECT_EQ(table.at("DeletionProtectionEnabled"), true);
  EXPECT_EQ(table.at("AttributeDefinitions").as_array().size(), 3U);
  const json::value& index = table.at("GlobalSecondaryIndexes").at(0);
  EXPECT_EQ(index.at("IndexStatus"), "ACTIVE");
  EXPECT_EQ(index.at("Projection").at("NonKeyAttributes").at(0), "total");
  EXPECT_EQ(table.at("LocalSecondaryIndexes").at(0).at("KeySchema").at(1).at("AttributeName"),
            "state");
  EXPECT_EQ(table.at("StreamSpecification").at("StreamViewType"), "OLD_IMAGE");
  EXPECT_TRUE(table.contains("LatestStreamArn"));
  EXPECT_FALSE(table.contains("Replicas")) << "it is no global table";
}

TEST_F(TableOperations, WrongDefinitionsAreRefusedInDynamoDbsWords) {
  EXPECT_EQ(create(std::string(kKey) + kOnDemand),
            "ValidationException: One or more parameter values were invalid: Some index key "
            "attributes are not defined in AttributeDefinitions. Keys: [id]");
  const auto typed = [&](const char* type) {
    return create(fmt::format(R"({}"AttributeDefinitions":[{{"AttributeName":"id"{}}}],{})", kKey,
                              type, kOnDemand));
  };
  EXPECT_EQ(typed(""),
            "ValidationException: 1 validation error detected: Value null at 'attributeType' "
            "failed to satisfy constraint: Member must not be null");
  for (const char* type : {R"(,"AttributeType":"BOOL")", R"(,"AttributeType":"")"})
    EXPECT_NE(typed(type).find("Member must satisfy enum value set: [S, N, B]"), std::string::npos)
        << type;
  EXPECT_EQ(create(std::string(kTypes) + kOnDemand),
            "ValidationException: The parameter 'KeySchema' is required but was not present in the "
            "request");
  EXPECT_EQ(create(std::string(kTypes) + kKey + R"("BillingMode":"PROVISIONED")"),
            "ValidationException: One or more parameter values were invalid: ReadCapacityUnits and "
            "WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
  EXPECT_EQ(create(std::string(kTypes) + kKey + kOnDemand +
                   R"(,"StreamSpecification":{"StreamEnabled":true})"),
            "ValidationException: One or more parameter values were invalid: StreamEnabled is true "
            "but StreamViewType is not specified");
  EXPECT_EQ(create(std::string(kTypes) + kKey + kOnDemand + R"(,"LocalSecondaryIndexes":[])"),
            "ValidationException: One or more parameter values were invalid: List of "
            "LocalSecondaryIndexes is empty");
}

TEST_F(TableOperations, UpdateTableChangesOneThingAtATime) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  EXPECT_NE(call("UpdateTable", R"({"TableName":"Orders"})").find("At least one of"),
            std::string::npos);
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","StreamSpecification":)"
                                R"({"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} })"),
            "");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","StreamSpecification":)"
                                R"({"StreamEnabled":true,"StreamViewType":"KEYS_ONLY"} })"),
            "ValidationException: Table already has an enabled stream: TableName: Orders");
  EXPECT_EQ(
      call(
          "UpdateTable",
          R"({"TableName":"Orders","AttributeDefinitions":[{"AttributeName":"state",)"
          R"("AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-state",)"
          R"("KeySchema":[{"AttributeName":"state","KeyType":"HASH"}],)"
          R"("Projection":{"ProjectionType":"ALL"} } }]})"),
      "");
  EXPECT_EQ(answer_.at("TableDescription").at("TableStatus"), "UPDATING");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Orders","BillingMode":"PAY_PER_REQUEST"})"),
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is "
            "being updated: Orders");
  EXPECT_EQ(call("UpdateTable", R"({"TableName":"Missing","BillingMode":"PAY_PER_REQUEST"})"),
            "ResourceNotFoundException: Requested resource not found: Table: Missing not found");
}

TEST_F(TableOperations, ADeletedTableIsGoneForItsClientsAtOnce) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand + R"(,"DeletionProtectionEnabled":true)"),
            "");
  EXPECT_NE(call("DeleteTable", R"({"TableName":"Orders"})").find("protected against deletion"),
            std::string::npos);
  ASSERT_EQ(call("UpdateTable", R"({"TableName":"Orders","DeletionProtectionEnabled":false})"), "");
  ASSERT_EQ(call("DeleteTable", R"({"TableName":"Orders"})"), "");
  EXPECT_EQ(answer_.at("TableDescription").at("TableStatus"), "DELETING");
  EXPECT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"x"} } })"),
            "ResourceNotFoundException: Requested resource not found: Table: Orders not found");
}

TEST_F(TableOperations, TagsAreKeptAndTakenAway) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  const std::string arn =
      R"({"ResourceArn":"arn:aws:dynamodb:eu-west-1:000000000000:table/Orders")";
  EXPECT_EQ(
      call("TagResource", arn + R"(,"Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":""}]})"),
      "");
  EXPECT_EQ(call("UntagResource", arn + R"(,"TagKeys":["a"]})"), "");
  EXPECT_EQ(call("ListTagsOfResource", arn + "}"), "");
  EXPECT_EQ(json::serialize(answer_), R"({"Tags":[{"Key":"b","Value":""}]})");
  EXPECT_NE(call("ListTagsOfResource", R"({"ResourceArn":"Orders"})").find("Invalid TableArn"),
            std::string::npos);
}

TEST_F(TableOperations, TheGlobalTablesOf2017AreRefusedAsAwsRefusesThem) {
  EXPECT_NE(call("CreateGlobalTable", R"({"GlobalTableName":"Orders"})").find("2017.11.29"),
            std::string::npos);
  EXPECT_NE(call("DescribeGlobalTable", R"({"GlobalTableName":"Orders"})")
                .find("GlobalTableNotFoundException"),
            std::string::npos);
  EXPECT_EQ(call("ListGlobalTables", "{}"), "");
  EXPECT_EQ(json::serialize(answer_), R"({"GlobalTables":[]})");
}

TEST_F(TableOperations, ATransactionWithTheSameTokenIsCarriedOutOnce) {
  ASSERT_EQ(create(std::string(kTypes) + kKey + kOnDemand), "");
  const auto add = [&](const char* amount) {
    return call(
        "TransactWriteItems",
        fmt::format(R"({{"ClientRequestToken":"t-1","TransactItems":[{{"Update":)"
                    R"({{"TableName":"Orders","Key":{{"id":{{"S":"x"}}}},"UpdateExpression":)"
                    R"("ADD n :n","ExpressionAttributeValues":{{":n":{{"N":"{}"}}}}}}}}]}})",
                    amount));
  };
  ASSERT_EQ(add("5"), "");
  ASSERT_EQ(add("5"), "");
  EXPECT_EQ(add("6").substr(0, 36), "IdempotentParameterMismatchException");
  ASSERT_EQ(call("GetItem", R"({"TableName":"Orders","Key":{"id":{"S":"x"} } })"), "");
  EXPECT_EQ(answer_.at("Item").at("n").at("N"), "5");
}

}  // namespace
}  // namespace lastwrite
